import type { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { Fault } from '#pipeline/fault.ts'
import { add } from '#services/labels/add.ts'
import { addFile } from '#services/labels/add-file.ts'
import { contextOf } from '../identify.ts'
import type { Recorder } from '../recorder.ts'

interface Asked {
  Params: { endpoint: string }
  /** Names of columns, where they are not called as usual; and whether a label takes the place of another. */
  Querystring: { prediction?: string; label?: string; replace?: string; source?: string }
}

const mostBytes = 512 * 1024 * 1024

/** `POST /labels/<endpoint>`: what predictions should have been, as JSON or as a Parquet file. */
export function labelRoutes(server: FastifyInstance, recorder: Pick<Recorder, 'flush'>): void {
  server.register(async (scope) => {
    scope.addContentTypeParser(
      ['application/vnd.apache.parquet', 'application/octet-stream'],
      { bodyLimit: mostBytes },
      (_, payload, done) => done(null, payload),
    )
    scope.post<Asked>('/labels/:endpoint', { bodyLimit: mostBytes }, async (request) => {
      const ctx = contextOf(request)
      const { endpoint } = request.params
      const { prediction, label, source } = request.query
      const shared = {
        endpoint,
        columns: { ...(prediction && { prediction }), ...(label && { label }) },
        replace: replaces(request.query.replace),
      }
      const { body } = request
      // A program may know the truth before the answer is on record.
      await recorder.flush()
      if (isStream(body)) return await addFile(ctx, { ...shared, source: body })
      return await add(ctx, { ...shared, ...rowsOf(body), source: source === 'cli' ? 'cli' : 'api' })
    })
  })
}

/** One row, a list of them, or `{ rows, replace? }`. */
function rowsOf(body: unknown): { rows: Record<string, unknown>[]; replace?: boolean } {
  if (Array.isArray(body)) return { rows: body }
  const { rows, replace } = (body ?? {}) as { rows?: unknown; replace?: unknown }
  if (!Array.isArray(rows)) return { rows: [body as Record<string, unknown>] }
  return { rows, ...(replace !== undefined && { replace: replaces(replace) }) }
}

function replaces(given: unknown): boolean {
  if (given === undefined || given === false || given === 'false') return false
  if (given === true || given === 'true' || given === '') return true
  throw new Fault('INVALID_INPUT', `neither true nor false: ${given}`, { at: { param: 'replace' } })
}

const isStream = (body: unknown): body is Readable =>
  typeof body === 'object' && body !== null && 'pipe' in body && typeof body.pipe === 'function'
