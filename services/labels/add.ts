import { z } from 'zod'
import { labelSources } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { findEndpoint } from '../endpoints/find.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { type Answered, answeredBy } from './answered-by.ts'
import { keep } from './keep.ts'
import { labelAs } from './label-as.ts'
import { type RefusedLabel, readRow } from './read-row.ts'

const columnName = z.string().min(1).max(200).optional()

export const addInput = z.object({
  endpoint: z.string(),
  /** Each with the id of a prediction, its label and, where it is known, since `when`; other columns are passed over. */
  rows: z.array(z.record(z.string(), z.unknown())).min(1).max(20_000),
  columns: z.object({ prediction: columnName, label: columnName }).default({}),
  source: z.enum(labelSources).exclude(['demo']).default('api'),
  /** What contradicts a label that there is takes its place. */
  replace: z.boolean().default(false),
})

export interface AddedLabels {
  added: number
  same: number
  replaced: number
  refused: RefusedLabel[]
}

/**
 * What predictions of an endpoint should have been. Rows stand alone: one that is refused says why, and the others count.
 * The same again changes nothing. Faults: NOT_FOUND; INVALID_INPUT.
 */
export async function add(ctx: Context, input: z.input<typeof addInput>): Promise<AddedLabels> {
  authorize(ctx, 'label', 'write')
  const { endpoint, rows, columns, source, replace } = parse(addInput, input)
  const { projectId, name: by } = ctx.actor
  return await ctx.db.transaction(async (tx) => {
    const { id: endpointId } = await findEndpoint(tx, projectId, endpoint)
    const answered = await answeredBy(tx, endpointId, idsIn(rows, columns.prediction))
    const refused: RefusedLabel[] = []
    const told = new Map<string, { row: number; value: string | number; at: Date }>()
    let same = 0
    for (const [index, row] of rows.entries()) {
      const read = readRow(row, index + 1, columns, targetOf(answered))
      if ('reason' in read) {
        refused.push(read)
        continue
      }
      const found = judged(read.given, answered.get(read.prediction.toLowerCase()), endpoint)
      const before = told.get(read.prediction.toLowerCase())
      if ('reason' in found) refused.push({ row: read.row, reason: found.reason })
      else if (!before)
        told.set(read.prediction.toLowerCase(), { row: read.row, value: found.label, at: read.at ?? new Date() })
      else if (before.value === found.label) same++
      else refused.push({ row: read.row, reason: `row ${before.row} says otherwise: ${before.value}` })
    }
    const kept = await keep(tx, { projectId, endpointId, source, by, replace, told })
    const result = { added: kept.added, same: same + kept.same, replaced: kept.replaced }
    const all = [...refused, ...kept.refused].sort((a, b) => a.row - b.row)
    if (result.added + result.replaced > 0) {
      await notify(tx, { project: projectId, topic: 'endpoint', id: endpointId })
      const detail = { endpoint, source, ...result, refused: all.length }
      await append(tx, ctx.actor, { action: 'add', resource: 'label', resourceId: endpointId, detail })
    }
    return { ...result, refused: all }
  })
}

function judged(given: unknown, answered: Answered | undefined, endpoint: string) {
  if (!answered) return { reason: `no such prediction of ${endpoint}` }
  if (!answered.signature) return { reason: 'the version that answered is known no more' }
  return labelAs(answered.signature, given)
}

/** Any text that may be an id: which column has it is found row by row. */
const idsIn = (rows: Record<string, unknown>[], column: string | undefined) =>
  rows.flatMap((row) =>
    (column ? [row[column]] : Object.values(row)).filter((value) => z.uuid().safeParse(value).success).map(String),
  )

const targetOf = (answered: Map<string, Answered>): string | undefined =>
  [...answered.values()].find(({ signature }) => signature)?.signature?.target
