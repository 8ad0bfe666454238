import { createReadStream } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { openParquet } from '#services/files/open-parquet.ts'
import { contextOf } from '../identify.ts'
import { numberIn } from '../number-in.ts'

interface Asked {
  Params: { name: string }
  Querystring: { version?: string }
}

/** `GET /tables/<name>[?version=3]`: a file of the project as Parquet, streamed. */
export function tableRoutes(server: FastifyInstance): void {
  server.get<Asked>('/tables/:name', async (request, reply) => {
    const version = numberIn(request.query.version, 'version')
    const { name } = request.params
    const table = await openParquet(contextOf(request), { name, ...(version !== undefined && { version }) })
    return reply
      .headers({
        'content-type': 'application/vnd.apache.parquet',
        'content-length': table.size,
        'x-content-type-options': 'nosniff',
        'x-espalier-version': String(table.version),
      })
      .send(createReadStream(table.path))
  })
}
