import { availableParallelism } from 'node:os'
import fastify, { type FastifyInstance, LogController } from 'fastify'
import { destination } from 'pino'
import { openModels } from '#engines/models/open-models.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Resources } from '#services/context.ts'
import type { Environment } from '#services/environment.ts'
import type { Serving } from './answer.ts'
import { admitOrigin, guardHost } from './borders.ts'
import { cacheEndpoints } from './endpoint-cache.ts'
import { sendFault } from './fault-response.ts'
import { gradioRoutes } from './gradio/routes.ts'
import { hookRoutes } from './hooks/routes.ts'
import { identify } from './identify.ts'
import { labelRoutes } from './labels/routes.ts'
import { openEndpointMeter } from './metrics/endpoint-meter.ts'
import { metricsRoutes } from './metrics/routes.ts'
import { mlflowRoutes } from './mlflow/routes.ts'
import { modelRoutes } from './models/routes.ts'
import { openInferenceRoutes } from './open-inference/routes.ts'
import { pipelineRoutes } from './pipelines/routes.ts'
import { predictRoutes } from './predict/routes.ts'
import { pushRoutes } from './pushes/routes.ts'
import { readBodies } from './read-bodies.ts'
import { openRecorder } from './recorder.ts'
import { openShadows } from './shadows.ts'
import { tableRoutes } from './tables/routes.ts'
import { tellVitals } from './vitals.ts'
import { openWarmth } from './warm.ts'

export interface ServerOptions {
  resources: Resources
  /** Address of the web pages, which may call from a browser. */
  webUrl: string | undefined
  /** Address of this server, as callers know it. */
  apiUrl: string | undefined
  version: string
  log: 'info' | 'silent'
  /** Who may read `/metrics`: nobody, unless told. */
  metrics?: Environment['metrics']
  /** Whether it takes up what demos are asked; `none` only lets in and tells. */
  jobs?: 'answered' | 'none'
}

const bodyLimit = 32 * 1024 * 1024
const mostThreads = 8
const patienceMs = 5000
/** Written many at a time: a write for each answer costs as much as reading its body. */
const lines = { dest: 1, sync: false, minLength: 4096, periodicFlush: 200 } as const

/** The server that other programs talk to, not yet listening. Closing it stores what was answered. */
export async function openServer({
  resources,
  webUrl,
  apiUrl,
  version,
  log,
  metrics,
  ...options
}: ServerOptions): Promise<FastifyInstance> {
  const server = fastify({
    bodyLimit,
    logger: { level: log, redact: ['req.headers.authorization'], stream: destination(lines) },
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (_, request, reply) =>
      sendFault(reply, new Fault('INVALID_INPUT', `not an address: ${request.url.split('?')[0]?.slice(0, 200)}`)),
  })
  const models = openModels({ root: resources.root, threads: Math.min(availableParallelism(), mostThreads) })
  const warmth = openWarmth(models, (thrown) => server.log.error(thrown, 'a version could not be warmed'))
  const endpoints = await cacheEndpoints(resources, warmth)
  const meter = openEndpointMeter()
  const recorder = meter.over(openRecorder(server.log))
  // A slow version on trial must not stand in the way of those that callers wait for.
  const beside = openModels({ root: resources.root, threads: 1 })
  const shadows = openShadows({ models: beside, recorder, log: server.log })
  const serving: Serving = { endpoints, models, recorder, shadows }

  readBodies(server)
  server.setErrorHandler((thrown, _, reply) => sendFault(reply, thrown))
  server.setNotFoundHandler((request, reply) =>
    sendFault(reply, new Fault('NOT_FOUND', `no such address: ${request.method} ${request.url.split('?')[0]}`)),
  )
  guardHost(server, [apiUrl])
  admitOrigin(server, webUrl)
  identify(server, resources)
  server.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request
    if (routeOptions.config.open) return
    const milliseconds = Math.round(reply.elapsedTime)
    request.log.info({ method, route: routeOptions.url, status: reply.statusCode, milliseconds }, 'answered')
  })
  metricsRoutes(server, { db: resources.db, endpoints: meter, access: metrics })
  openInferenceRoutes(server, serving, { db: resources.db, version })
  predictRoutes(server, serving)
  labelRoutes(server, recorder)
  mlflowRoutes(server, { version, apiUrl, webUrl })
  pushRoutes(server)
  modelRoutes(server)
  tableRoutes(server)
  hookRoutes(server, resources)
  pipelineRoutes(server, { webUrl })
  await gradioRoutes(server, { ...resources, models }, options.jobs)
  const vitals = tellVitals(resources, server.log)
  server.addHook('preClose', async () => {
    // Sockets that never asked anything, and callers that never end, would hold it for more than a minute.
    setTimeout(() => server.server.closeAllConnections(), patienceMs).unref()
  })
  server.addHook('onClose', async () => {
    vitals.close()
    endpoints.close()
    await shadows.close()
    await recorder.close()
    await Promise.all([models.close(), beside.close()])
  })
  return server
}
