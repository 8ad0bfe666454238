import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Fault } from '#pipeline/fault.ts'
import { contextOf } from '../identify.ts'
import { artifactDownload, artifactProxy, artifactRoutes } from './artifacts.ts'
import { experimentRoutes } from './experiments.ts'
import { sendFailure } from './failure.ts'
import { inputRoutes } from './inputs.ts'
import { loggedModelRoutes } from './logged-models.ts'
import { loggingRoutes } from './logging.ts'
import { registryRoutes } from './registry/routes.ts'
import type { Route } from './route.ts'
import { runRoutes } from './runs.ts'
import { searchRoutes } from './search.ts'

const routes: Route[] = [
  ...experimentRoutes,
  ...runRoutes,
  ...loggingRoutes,
  ...searchRoutes,
  ...artifactRoutes,
  ...loggedModelRoutes,
  ...inputRoutes,
  ...registryRoutes,
]

/** The default project, or the one that the address names. */
const bases = ['', '/:project']
const twins = ['api', 'ajax-api']

/** Everything under `/mlflow`: what MLflow's own server answers, in its own words. */
export function mlflowRoutes(server: FastifyInstance, { version }: { version: string }): void {
  server.register(
    async (scope) => {
      scope.setErrorHandler((thrown, _, reply) => sendFailure(reply, thrown))
      scope.setNotFoundHandler((request, reply) => {
        const generative = /\/(mpu|traces|prompts|scorers|gateway|assessments|labeling|datasets)\b/.test(request.url)
        const [status, error_code, what] = generative
          ? ([501, 'NOT_IMPLEMENTED', 'is not part of this platform'] as const)
          : ([404, 'ENDPOINT_NOT_FOUND', 'is no address here'] as const)
        return reply
          .code(status)
          .send({ error_code, message: `${request.method} ${request.url.split('?')[0]} ${what}` })
      })
      scope.removeContentTypeParser('application/json')
      scope.addContentTypeParser('*', { parseAs: 'string' }, (_, body, done) => done(null, body))
      await scope.register(artifacts)
      for (const base of bases) {
        scope.get(`${base}/health`, { config: { open: true } }, async (_, reply) => reply.type('text/plain').send('OK'))
        scope.get(`${base}/version`, { config: { open: true } }, async (_, reply) =>
          reply.type('text/plain').send(version),
        )
        for (const twin of twins)
          for (const route of routes)
            scope.route({
              method: route.method,
              url: `${base}/${twin}/2.0/mlflow/${route.path}`,
              handler: (request) => route.answer(contextOf(request), requestOf(request, route)),
            })
      }
    },
    { prefix: '/mlflow' },
  )
}

/** Bodies stay streams here, so these routes are a scope of their own. */
async function artifacts(scope: FastifyInstance): Promise<void> {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', (_, payload, done) => done(null, payload))
  for (const base of bases) {
    artifactDownload(scope, base)
    for (const twin of twins) artifactProxy(scope, `${base}/${twin}/2.0`)
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

function bodyOf({ body, headers }: FastifyRequest, largest = Number.POSITIVE_INFINITY): Record<string, unknown> {
  if (typeof body !== 'string' || body === '') return {}
  if (!headers['content-type']?.startsWith('application/json'))
    throw new Fault('INVALID_INPUT', "Bad Request. Content-Type must be one of ['application/json'].")
  const size = Buffer.byteLength(body)
  if (size > largest)
    throw new Fault(
      'INVALID_INPUT',
      `Batched logging API requests must be at most ${largest} bytes, got a request of size ${size}.`,
    )
  const parsed: unknown = jsonOf(body)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new Fault('INVALID_INPUT', 'The request body must be a JSON object.')
  return parsed as Record<string, unknown>
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (thrown) {
    throw new Fault('INVALID_INPUT', 'The request body is not valid JSON.', { cause: thrown })
  }
}
