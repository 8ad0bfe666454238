import type { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { receive } from '#services/tracking/pushes/receive.ts'
import { recordGrade } from '#services/tracking/pushes/record-grade.ts'
import { contextOf } from '../identify.ts'

type GradedInput = Parameters<typeof recordGrade>[1]['told']

type Push = { Params: { id: string } }

/**
 * `PUT /pushes/<id>`: a notebook's experiment as one archive, a stream that never lies in memory whole.
 * `PUT /pushes/<id>/grade`: what came of running it again.
 */
export function pushRoutes(server: FastifyInstance): void {
  server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_, payload, done) => done(null, payload))
    scope.put<Push>('/pushes/:id', { bodyLimit: Number.MAX_SAFE_INTEGER }, async (request) =>
      receive(contextOf(request), { id: request.params.id, source: request.body as Readable }),
    )
  })
  server.put<Push & { Body: unknown }>('/pushes/:id/grade', async (request) =>
    recordGrade(contextOf(request), { id: request.params.id, told: request.body as GradedInput }),
  )
}
