import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Fault } from '#pipeline/fault.ts'
import { answer, type Serving } from '../answer.ts'
import { keyOf } from '../draw.ts'
import { contextOf } from '../identify.ts'
import { sunsetWarnings, warnOfSunset } from '../sunset.ts'

/** Rows as plain JSON: one object, a list of them, or `{ rows: […] }`. */
function rowsOf(body: unknown): unknown {
  if (Array.isArray(body)) return body
  if (typeof body !== 'object' || body === null) return [body]
  const { rows, ...others } = body as { rows?: unknown }
  return Array.isArray(rows) && Object.keys(others).length === 0 ? rows : [body]
}

/** A form, as `curl -F image=@cat.jpg` sends it, is one row: files stand for pictures, texts for what JSON they are. */
async function rowOfForm({ headers }: FastifyRequest, body: Buffer): Promise<Record<string, unknown>> {
  const type = headers['content-type'] ?? ''
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } })
    .formData()
    .catch((cause: unknown) => {
      throw new Fault('INVALID_INPUT', 'not a form that can be read', { hint: 'send one part for each column', cause })
    })
  const fields = [...form.entries()].map(async ([name, value]) => [
    name,
    typeof value === 'string' ? plain(value) : Buffer.from(await value.arrayBuffer()),
  ])
  return Object.fromEntries(await Promise.all(fields))
}

function plain(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** `POST /predict/<endpoint>`: the shortest way to an answer, with JSON, a form, or a picture alone. */
export function predictRoutes(server: FastifyInstance, serving: Serving): void {
  server.register(async (scope) => {
    scope.addContentTypeParser<Buffer>('multipart/form-data', { parseAs: 'buffer' }, rowOfForm)
    scope.addContentTypeParser<Buffer>(/^image\//, { parseAs: 'buffer' }, async (_: FastifyRequest, image: Buffer) => ({
      image,
    }))
    scope.post<{ Params: { endpoint: string } }>('/predict/:endpoint', async (request, reply) => {
      const { endpoint } = request.params
      const answered = await answer(serving, contextOf(request), {
        ...{ endpoint, rows: rowsOf(request.body) },
        ...keyOf(request.headers),
      })
      warnOfSunset(reply, answered)
      const { target, predictions } = answered
      const warnings = [...answered.warnings, ...sunsetWarnings(answered)]
      return {
        predictions,
        endpoint: answered.endpoint,
        model: target.model,
        version: target.number,
        ...(warnings.length > 0 && { warnings }),
      }
    })
  })
}
