import type { FastifyInstance } from 'fastify'
import { Fault } from '#pipeline/fault.ts'
import { add } from '#services/demos/uploads/add.ts'
import { get } from '#services/demos/uploads/get.ts'
import type { Doorkeeper } from './who.ts'

const mostFiles = 20

/** Files go in by a form and come out to whoever sent them, under the opaque path that they were given. */
export function fileRoutes(scope: FastifyInstance, door: Doorkeeper, prefix: string): void {
  const config = { open: true } as const

  scope.post<{ Params: { demo: string } }>(`${prefix}/upload`, { config }, async (request) => {
    const { demo: name } = request.params
    const ctx = await door.contextFor(request, name)
    const files = request.body instanceof FormData ? request.body.getAll('files') : []
    if (files.length === 0 || files.length > mostFiles)
      throw new Fault('INVALID_INPUT', `wrong number of files: ${files.length}`, {
        hint: `send 1 to ${mostFiles} as "files"`,
      })
    const paths: string[] = []
    for (const file of files) {
      if (typeof file === 'string') throw new Fault('INVALID_INPUT', 'not a file: files')
      const bytes = Buffer.from(await file.arrayBuffer())
      const kept = await add(ctx, { name, file: file.name, mediaType: file.type.slice(0, 200), bytes })
      paths.push(`${kept.id}/${kept.file}`)
    }
    return paths
  })

  scope.route<{ Params: { demo: string; '*': string } }>({
    ...{ method: ['GET', 'HEAD'], url: `${prefix}/file=*`, config },
    handler: async (request, reply) => {
      const { demo: name, '*': path } = request.params
      const ctx = await door.contextFor(request, name)
      const id = /^([0-9a-f-]{36})\//.exec(path)?.[1]
      if (!id) throw new Fault('NOT_FOUND', 'no such file')
      const file = await get(ctx, { name, id })
      // Whatever it says it is, nothing of it is shown or run here.
      reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      reply.header('x-content-type-options', 'nosniff')
      return reply.type('application/octet-stream').send(file.bytes)
    },
  })
}
