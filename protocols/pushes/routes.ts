import type { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { follow } from '#services/tracking/pushes/follow.ts'
import { receive } from '#services/tracking/pushes/receive.ts'
import { recordGrade } from '#services/tracking/pushes/record-grade.ts'
import { contextOf } from '../identify.ts'

type FollowedInput = Parameters<typeof follow>[1]['told']
type GradedInput = Parameters<typeof recordGrade>[1]['told']

type Push = { Params: { id: string } }

/**
 * `PUT /pushes/<id>`: a notebook's experiment as one archive, a stream that never lies in memory whole.
 * `POST /pushes/<id>/live`: what a run says while it goes on.
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
  server.post<Push & { Body: unknown }>('/pushes/:id/live', async (request) =>
    follow(contextOf(request), { id: request.params.id, told: request.body as FollowedInput }),
  )
  server.put<Push & { Body: unknown }>('/pushes/:id/grade', async (request) =>
    recordGrade(contextOf(request), { id: request.params.id, told: request.body as GradedInput }),
  )
}
