import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { Fault } from '#pipeline/fault.ts'
import type { Resources } from '#services/context.ts'
import type { Environment } from '#services/environment.ts'
import { read } from '#services/gauges/read.ts'
import type { Meters } from './meters.ts'
import { gaugesText } from './text.ts'

/** `GET /metrics`, for Prometheus: of all projects, so with a token of the operator's, unless they open it. */
export function metricsRoutes(
  server: FastifyInstance,
  meters: Meters,
  { db, access }: Pick<Resources, 'db'> & { access: Environment['metrics'] },
): void {
  server.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    const route = routeOptions.url ?? 'none'
    meters.request({ method, route, status: reply.statusCode, seconds: reply.elapsedTime / 1000 })
  })
  server.get('/metrics', { config: { open: true } }, async ({ headers }, reply) => {
    demandAccess(access, headers.authorization)
    const text = `${await meters.registry.metrics()}\n${gaugesText(await read({ db }))}\n`
    return await reply.type(meters.registry.contentType).send(text)
  })
}

function demandAccess(access: Environment['metrics'], authorization = ''): void {
  if (access === 'open') return
  const hint = 'an operator of the platform sets ESPALIER_METRICS to a token, or to "open"'
  if (!access) throw new Fault('FORBIDDEN', 'metrics are closed', { hint })
  const given = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  if (!given || !same(given, access.token))
    throw new Fault('UNAUTHENTICATED', 'not the token for metrics', {
      hint: `send it as Authorization: Bearer …; ${hint}`,
    })
}

const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))
const digest = (text: string) => createHash('sha256').update(text).digest()
