import type { FastifyInstance, FastifyRequest } from 'fastify'
import { contextOf } from '../identify.ts'
import { artifactProxy, type ProxyOptions } from './artifact-proxy.ts'
import { artifactDownloads, artifactFiles, artifactRoutes } from './artifacts.ts'
import { bodyOf } from './body.ts'
import { experimentRoutes } from './experiments.ts'
import { sendFailure } from './failure.ts'
import { historyRoutes } from './histories.ts'
import { inputRoutes } from './inputs.ts'
import { logModelRoutes } from './log-model.ts'
import { loggedModelRoutes } from './logged-models.ts'
import { loggingRoutes } from './logging.ts'
import { multipartRoutes, partRoutes } from './multipart.ts'
import { notHere } from './not-here.ts'
import { pageRoutes } from './pages.ts'
import { registryRoutes } from './registry/routes.ts'
import { type Route, Written } from './route.ts'
import { runRoutes } from './runs.ts'
import { searchRoutes } from './search.ts'
import { serverInfo } from './server-info.ts'

const routes: Route[] = [
  ...experimentRoutes,
  ...runRoutes,
  ...loggingRoutes,
  ...historyRoutes,
  ...searchRoutes,
  ...artifactRoutes,
  ...loggedModelRoutes,
  ...inputRoutes,
  ...logModelRoutes,
  ...registryRoutes,
]

/** The default project, or the one that the address names. */
const bases = ['', '/:project']
const twins = ['api', 'ajax-api']

/** Everything under `/mlflow`: what MLflow's own server answers, in its own words. */
export function mlflowRoutes(
  server: FastifyInstance,
  { version, apiUrl, webUrl }: ProxyOptions & { version: string; webUrl: string | undefined },
): void {
  server.register(
    async (scope) => {
      scope.setErrorHandler((thrown, _, reply) => sendFailure(reply, thrown))
      scope.setNotFoundHandler((request, reply) => {
        const [address = ''] = request.url.split('?')
        const missing = notHere(address)
        const [status, error_code, why] = missing
          ? ([501, 'NOT_IMPLEMENTED', `is not part of this platform: ${missing}`] as const)
          : ([404, 'ENDPOINT_NOT_FOUND', 'is no address here'] as const)
        return reply.code(status).send({ error_code, message: `${request.method} ${address} ${why}` })
      })
      scope.removeContentTypeParser('application/json')
      scope.addContentTypeParser('*', { parseAs: 'string' }, (_, body, done) => done(null, body))
      await scope.register(streams, { apiUrl })
      for (const base of bases) {
        pageRoutes(scope, base, webUrl)
        scope.get(`${base}/health`, { config: { open: true } }, async (_, reply) => reply.type('text/plain').send('OK'))
        scope.get(`${base}/version`, { config: { open: true } }, async (_, reply) =>
          reply.type('text/plain').send(version),
        )
        for (const twin of twins) {
          scope.get(`${base}/${twin}/3.0/mlflow/server-info`, { config: { open: true } }, async () => serverInfo)
          multipartRoutes(scope, `${base}/${twin}/2.0`, { apiUrl })
          for (const route of routes)
            scope.route({
              method: route.method,
              url: `${base}/${twin}/2.0/mlflow/${route.path}`,
              handler: async (request, reply) => {
                const answer = await route.answer(contextOf(request), requestOf(request, route))
                if (!(answer instanceof Written)) return answer
                reply.type('application/json')
                return answer.json
              },
            })
        }
      }
    },
    { prefix: '/mlflow' },
  )
}

/** Bodies stay streams here, so these routes are a scope of their own. */
async function streams(scope: FastifyInstance, options: ProxyOptions): Promise<void> {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', (_, payload, done) => done(null, payload))
  for (const base of bases) {
    artifactDownloads(scope, base)
    for (const twin of twins) {
      artifactProxy(scope, `${base}/${twin}/2.0`, options)
      partRoutes(scope, `${base}/${twin}/2.0`)
      artifactFiles(scope, `${base}/${twin}/2.0`)
    }
  }
}

const lists = ['order_by', 'experiment_ids', 'run_ids', 'stages']

/** What was asked, from the body or the query, with what the address says. */
function requestOf(request: FastifyRequest, { method, largest }: Route): Record<string, unknown> {
  const { project: _, ...params } = request.params as Record<string, string>
  const given = method === 'GET' ? (request.query as Record<string, unknown>) : bodyOf(request, largest)
  const asked: Record<string, unknown> = { ...given, run_id: given.run_id ?? given.run_uuid, ...params }
  if (method !== 'GET') return asked
  // A query that names a list once has a single value.
  for (const name of lists) if (typeof asked[name] === 'string') asked[name] = [asked[name]]
  return asked
}
