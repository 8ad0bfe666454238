import { sql } from 'drizzle-orm'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Fault } from '#pipeline/fault.ts'
import type { Signature } from '#pipeline/ports/model.ts'
import type { Resources } from '#services/context.ts'
import { parseLoosely } from '#services/parse.ts'
import { type Addressed, answer, type Serving, targetFor } from '../answer.ts'
import { keyOf } from '../draw.ts'
import { contextOf } from '../identify.ts'
import { warnOfSunset } from '../sunset.ts'
import { metadataOf } from './metadata.ts'
import { inferRequest, requireOutputs, rowsOf, tensorsOf } from './tensors.ts'

interface Named {
  Params: { model: string; version?: string }
}

function addressed({ params, headers }: FastifyRequest<Named>): Addressed {
  const { model, version } = params
  if (version === undefined) return { endpoint: model, ...keyOf(headers) }
  if (!/^[1-9]\d{0,8}$/.test(version)) throw new Fault('NOT_FOUND', `no such version: ${version}`)
  return { endpoint: model, version: Number(version) }
}

/** The Open Inference Protocol over REST; a model of the protocol is an endpoint of ours. */
export function openInferenceRoutes(
  server: FastifyInstance,
  serving: Serving,
  { db, version }: Pick<Resources, 'db'> & { version: string },
): void {
  const open = { config: { open: true } } as const
  server.get('/v2/health/live', open, async () => ({ live: true }))
  server.get('/v2/health/ready', open, async (_, reply) => {
    const ready = await db.execute(sql`select 1`).then(
      () => true,
      () => false,
    )
    return reply.code(ready ? 200 : 503).send({ ready })
  })
  server.get('/v2', async () => ({ name: 'espalier', version, extensions: [] }))

  for (const path of ['/v2/models/:model', '/v2/models/:model/versions/:version']) {
    server.get<Named>(path, async (request, reply) => {
      const { resolved, target, sunset } = await targetFor(serving, contextOf(request), addressed(request))
      warnOfSunset(reply, { sunset })
      return metadataOf(resolved, target.signature)
    })
    server.get<Named>(`${path}/ready`, async (request, reply) => {
      const { resolved, sunset } = await targetFor(serving, contextOf(request), addressed(request))
      warnOfSunset(reply, { sunset })
      return { name: resolved.name, ready: true }
    })
    server.post<Named>(`${path}/infer`, async (request, reply) => {
      const body = parseLoosely(inferRequest, request.body)
      const where = addressed(request)
      const ctx = contextOf(request)
      const { outputs } = body
      const demand = outputs && ((signature: Signature) => requireOutputs(signature, outputs))
      const answered = await answer(serving, ctx, { ...where, rows: rowsOf(body), ...(demand && { demand }) })
      warnOfSunset(reply, answered)
      const { endpoint, target, predictions, warnings } = answered
      return {
        model_name: endpoint,
        model_version: String(target.number),
        ...(body.id !== undefined && { id: body.id }),
        ...(warnings.length > 0 && { parameters: { warnings: JSON.stringify(warnings) } }),
        outputs: tensorsOf(target.signature, predictions, body.outputs),
      }
    })
  }
}
