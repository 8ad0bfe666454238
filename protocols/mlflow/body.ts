import type { FastifyRequest } from 'fastify'
import { Fault } from '#pipeline/fault.ts'

/** What a request says in JSON; nothing when it says nothing. Faults: INVALID_INPUT. */
export function bodyOf({ body, headers }: FastifyRequest, largest = Number.POSITIVE_INFINITY): Record<string, unknown> {
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
