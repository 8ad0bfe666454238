import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { Fault } from '#pipeline/fault.ts'
import type { Resources } from '#services/context.ts'
import type { Environment } from '#services/environment.ts'
import { read } from '#services/gauges/read.ts'
import { servingNames } from '#services/gauges/serving-names.ts'
import { endpointFamilies } from './endpoint-families.ts'
import { bounds, type EndpointMeter } from './endpoint-meter.ts'
import { text } from './text.ts'

export interface MetricsOptions {
  db: Resources['db']
  endpoints: EndpointMeter
  access: Environment['metrics']
}

/** `GET /metrics`, for Prometheus: of all projects, so with the operator's token, unless they open it. */
export function metricsRoutes(server: FastifyInstance, { db, endpoints, access }: MetricsOptions): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const http = new Histogram({
    name: 'espalier_http_request_duration_seconds',
    help: 'How long any request to this server took, by its route.',
    labelNames: ['method', 'route', 'status'],
    buckets: bounds,
    registers: [registry],
  })
  server.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    const status = `${Math.floor(reply.statusCode / 100)}xx`
    http.observe({ method, route: routeOptions.url ?? 'none', status }, reply.elapsedTime / 1000)
  })
  server.get('/metrics', { config: { open: true } }, async ({ headers }, reply) => {
    demandAccess(access, headers.authorization)
    const metered = endpoints.all()
    const families = [...endpointFamilies(metered, await servingNames({ db }, metered)), ...(await read({ db }))]
    return await reply.type(registry.contentType).send(`${await registry.metrics()}\n${text(families)}\n`)
  })
}

function demandAccess(access: Environment['metrics'], authorization = ''): void {
  if (access === 'open') return
  const hint = 'an operator of the platform sets ESPALIER_METRICS to a token, or to "open"'
  if (!access) throw new Fault('FORBIDDEN', 'metrics are closed', { hint })
  const given = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  if (!given || !isSame(given, access.token))
    throw new Fault('UNAUTHENTICATED', 'not the token for metrics', {
      hint: `send Authorization: Bearer <token>; ${hint}`,
    })
}

const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))
const digest = (secret: string) => createHash('sha256').update(secret).digest()
