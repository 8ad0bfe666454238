import type { FastifyInstance } from 'fastify'
import { answer, type Serving } from '../answer.ts'
import { contextOf } from '../identify.ts'
import { warnOfSunset } from '../sunset.ts'

/** Rows as plain JSON: one object, a list of them, or `{ rows: […] }`. */
function rowsOf(body: unknown): unknown {
  if (Array.isArray(body)) return body
  if (typeof body !== 'object' || body === null) return [body]
  const { rows, ...others } = body as { rows?: unknown }
  return Array.isArray(rows) && Object.keys(others).length === 0 ? rows : [body]
}

/** `POST /predict/<endpoint>`: the shortest way to an answer. */
export function predictRoutes(server: FastifyInstance, serving: Serving): void {
  server.post<{ Params: { endpoint: string } }>('/predict/:endpoint', async (request, reply) => {
    const { endpoint } = request.params
    const answered = await answer(serving, contextOf(request), { endpoint, rows: rowsOf(request.body) })
    warnOfSunset(reply, answered)
    const { target, predictions, warnings } = answered
    return {
      predictions,
      endpoint: answered.endpoint,
      model: target.model,
      version: target.number,
      ...(warnings.length > 0 && { warnings }),
    }
  })
}
