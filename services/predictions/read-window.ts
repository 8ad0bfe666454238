import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { scanFile } from '#engines/tables/scan-file.ts'
import { Fault } from '#pipeline/fault.ts'
import type { ModelValue } from '#pipeline/ports/model.ts'
import type { TableValue } from '#pipeline/ports/table.ts'
import { identifier, list, sql } from '#pipeline/sql.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { resolve } from '../endpoints/resolve.ts'
import { findVersion, modelValueOf } from '../models/find.ts'
import { parse } from '../parse.ts'
import { pagesOf } from './pages-of.ts'
import { columnsOf, rowAs } from './window-columns.ts'

export const readWindowInput = z.object({
  endpoint: z.string(),
  from: z.date(),
  until: z.date(),
  /** Of `current`, only what the version answered that most traffic goes to now. */
  versions: z.enum(['current', 'all']).default('current'),
  /** Instead of what was answered, only what should have been, as rows to train on; perhaps `without-demos`. */
  labels: z.enum(['all', 'without-demos']).optional(),
  /** Where it is written; made when absent. */
  folder: z.string(),
})

/**
 * What an endpoint answered in a window, the oldest first, as a Parquet table with the columns of its model; streamed, so
 * memory does not grow with it. One in which it answered nothing is a table without rows. Faults: NOT_FOUND; BAD_DATA when
 * labels are wanted and there are none.
 */
export async function readWindow(
  ctx: Context,
  input: z.input<typeof readWindowInput>,
  signal?: AbortSignal,
): Promise<{ rows: TableValue; model: ModelValue }> {
  authorize(ctx, 'prediction', 'read')
  const { endpoint, versions, folder, labels, ...window } = parse(readWindowInput, input)
  const { id: endpointId, targets } = await resolve(ctx, { name: endpoint })
  const { versionId } = targets.reduce((most, target) => (target.weight > most.weight ? target : most))
  const model = modelValueOf(await findVersion(ctx.db, ctx.actor.projectId, { versionId }))
  const columns = columnsOf(model.signature, labels ? 'labels' : 'predictions')

  await mkdir(folder, { recursive: true })
  const lines = join(folder, 'predictions.jsonl')
  let count = 0
  async function* written() {
    const wanted = { ...(versions === 'current' && { versionId }), ...(labels && { labelled: labels }) }
    for await (const page of pagesOf(ctx.db, { endpointId, ...window, ...wanted })) {
      count += page.length
      yield page.map((row) => `${JSON.stringify(rowAs(columns, row))}\n`).join('')
    }
  }
  await pipeline(Readable.from(written()), createWriteStream(lines), { ...(signal && { signal }) })
  if (count === 0 && labels)
    throw new Fault('BAD_DATA', `no labelled predictions in this window: ${endpoint}`, {
      hint: `say what some should have been (espalier label add ${endpoint} --rows FILE), or take a longer window`,
    })

  const output = join(folder, 'rows.parquet')
  const file = { name: 'predictions', sha256: '', format: 'jsonl' as const }
  const short = columns.map(({ type }, place) => ({ name: `c${place}`, type }))
  const scan = scanFile({ ...file, columns: short }, lines)({ types: {}, skipBadRows: false })
  const named = columns.map(({ name }, place) => sql`${identifier(`c${place}`)} AS ${identifier(name)}`)
  const made = await ctx.tables.select({
    ...{ sql: sql`SELECT ${list(named)} FROM ${scan}`.text, tables: {}, files: [lines], output },
    ...(signal && { signal }),
  })
  const { sha256: artifact } = await ctx.store.adopt(output)
  const roles = new Map(columns.flatMap(({ name, role }) => (role ? [[name, role] as const] : [])))
  const described = made.columns.map((column) => {
    const role = roles.get(column.name)
    return role ? { ...column, role } : column
  })
  return { rows: { type: 'table', artifact, rows: made.rows, columns: described }, model }
}
