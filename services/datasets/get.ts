import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { datasets } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { type LoggedColumn, profiled, rowsOf } from './profile-of.ts'

export const getInput = z.object({
  name: z.string(),
  /** The newest when absent. */
  digest: z.string().optional(),
})

interface Version {
  digest: string
  rows: number | null
  columns: number
  createdAt: Date
}

export interface DatasetDetail {
  name: string
  digest: string
  sourceType: string
  /** As the program told it. */
  source: string
  rows: number | null
  columns: LoggedColumn[]
  /** What the program told besides, as it told it. */
  profile: string | null
  createdAt: Date
  /** Since the content that was logged before: columns that came, went, or are of another type. */
  changed: { added: string[]; gone: string[]; retyped: string[] } | null
  /** The newest first. */
  versions: Version[]
}

const mostVersions = 500

/** One content of data that programs logged, and which others there are. Faults: NOT_FOUND. */
export async function get(ctx: Context, input: z.input<typeof getInput>): Promise<DatasetDetail> {
  authorize(ctx, 'tracking', 'read')
  const { name, digest } = parse(getInput, input)
  const rows = await ctx.db
    .select()
    .from(datasets)
    .where(and(eq(datasets.projectId, ctx.actor.projectId), eq(datasets.name, name)))
    .orderBy(desc(datasets.createdAt), desc(datasets.id))
    .limit(mostVersions)
  const place = digest === undefined ? 0 : rows.findIndex((row) => row.digest === digest)
  const [row, before] = [rows[place], rows[place + 1]]
  if (!row)
    throw new Fault('NOT_FOUND', `no such logged data: ${digest === undefined ? name : `${name}@${digest}`}`, {
      hint: rows.length > 0 ? `it has ${rows.map((one) => one.digest).slice(0, 10)}` : 'no run has logged it',
    })
  return {
    ...{ name, digest: row.digest, sourceType: row.sourceType, source: row.source, createdAt: row.createdAt },
    ...{ rows: rowsOf(row.profile), columns: profiled(row.columns, row.profile), profile: row.profile },
    changed: before ? changes(before.columns, row.columns) : null,
    versions: rows.map((one) => ({
      digest: one.digest,
      rows: rowsOf(one.profile),
      columns: one.columns.length,
      createdAt: one.createdAt,
    })),
  }
}

type Columns = (typeof datasets.$inferSelect)['columns']

function changes(before: Columns, now: Columns): DatasetDetail['changed'] {
  const [then, these] = [before, now].map((all) => new Map(all.map(({ name, type }) => [name, type])))
  const names = (all: Columns, isOne: (name: string, type: string) => boolean) =>
    all.filter(({ name, type }) => isOne(name, type)).map(({ name }) => name)
  return {
    added: names(now, (name) => !then?.has(name)),
    gone: names(before, (name) => !these?.has(name)),
    retyped: names(now, (name, type) => then?.has(name) === true && then.get(name) !== type),
  }
}
