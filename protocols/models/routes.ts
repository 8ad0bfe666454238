import { createReadStream } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { Fault } from '#pipeline/fault.ts'
import { open } from '#services/artifacts/open.ts'
import type { Context } from '#services/context.ts'
import { get } from '#services/models/get.ts'
import { getVersion } from '#services/models/get-version.ts'
import { contextOf } from '../identify.ts'
import { numberIn } from '../number-in.ts'

interface Described {
  Params: { name: string }
  Querystring: { version?: string; alias?: string }
}

interface Version {
  Params: { name: string; number: string }
}

/** `GET /models/<name>[?version=3|?alias=champion]` says what it is, `GET /models/<name>/versions/<n>/onnx` is its graph. */
export function modelRoutes(server: FastifyInstance): void {
  server.get<Described>('/models/:name', async (request) => {
    const ctx = contextOf(request)
    const { name } = request.params
    const number = numberIn(request.query.version, 'version') ?? (await numberOf(ctx, name, request.query.alias))
    const { signature, metrics, parity } = await getVersion(ctx, { name, number })
    return { name, version: number, signature, metrics, parity }
  })
  server.get<Version>('/models/:name/versions/:number/onnx', async (request, reply) => {
    const ctx = contextOf(request)
    const number = numberIn(request.params.number, 'version') ?? 0
    const { artifact } = await getVersion(ctx, { name: request.params.name, number })
    const { path, size } = await open(ctx, { sha256: artifact })
    return reply
      .headers({
        'content-type': 'application/octet-stream',
        'content-length': size,
        'content-disposition': 'attachment; filename="model.onnx"',
        'x-content-type-options': 'nosniff',
      })
      .send(createReadStream(path))
  })
}

/** Where an alias leads; the newest version with ONNX where none is named. Faults: NOT_FOUND. */
async function numberOf(ctx: Context, name: string, alias: string | undefined): Promise<number> {
  const { aliases, versions } = await get(ctx, { name })
  if (alias !== undefined) {
    const found = aliases.find((one) => one.alias === alias)
    if (found) return found.number
    const listed = aliases.map((one) => one.alias).join(', ')
    throw new Fault('NOT_FOUND', `no such alias: ${name}@${alias}`, {
      hint: listed ? `it has ${listed}` : 'it has none: name a version',
    })
  }
  const newest = versions.find(({ form }) => form === 'onnx')
  if (newest) return newest.number
  throw new Fault('NOT_FOUND', `no version with ONNX: ${name}`, { hint: 'convert one where it was trained' })
}
