import { Readable } from 'node:stream'
import { eq } from 'drizzle-orm'
import { triggers, type Watch } from '#db/schema.ts'
import { type Ask, askPostgres } from '#engines/databases/ask-postgres.ts'
import { Fault } from '#pipeline/fault.ts'
import { otherName } from '#pipeline/nearest.ts'
import type { Context } from '../context.ts'
import { add } from '../files/add.ts'
import { arrive } from './arrive.ts'
import type { TriggerRow } from './find.ts'

type QueryWatch = Extract<Watch, { kind: 'query' }>

/** Types that only grow if the rows are so written, and that are read from the text they are written as. */
const growing = [
  ...['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision', 'date', 'text', 'character varying'],
  ...['timestamp without time zone', 'timestamp with time zone', 'uuid'],
]

const page = 5000
const mostBytes = 1024 * 1024 * 1024

/** Faults: NOT_FOUND for a name that the operator has not given. */
export function connectionOf({ arrivals, egress }: Pick<Context, 'arrivals' | 'egress'>, name: string) {
  const url = Object.hasOwn(arrivals.connections, name) ? arrivals.connections[name] : undefined
  if (url) return { url, name, allowed: egress.allowed }
  const names = Object.keys(arrivals.connections)
  throw new Fault('NOT_FOUND', `no such database: ${name}`, {
    at: { param: 'watch.connection' },
    hint:
      names.length > 0
        ? otherName(name, names)
        : 'an operator of the platform names databases with ESPALIER_CONNECTIONS',
  })
}

/** Rows above the mark become a version and one firing; the mark moves in the transaction of the firing. */
export async function lookForRows(ctx: Context, trigger: TriggerRow, watch: QueryWatch): Promise<void> {
  const { mark } = trigger.state
  const isFirst = mark === undefined
  const found = await askPostgres(connectionOf(ctx, watch.connection), async (ask) => {
    const rows = await newRows(ask, watch, mark ?? null)
    if (!rows || (isFirst && watch.present === 'leave')) return { to: rows?.to ?? null, count: 0 }
    const version = await add(ctx, { name: watch.as, source: Readable.from(rows.lines), maxBytes: mostBytes })
    return { ...rows, version }
  })
  const { to, count, version } = { version: undefined, ...found }
  if (!isFirst && count === 0) return
  await ctx.db.transaction(async (tx) => {
    const [now] = await tx.select().from(triggers).where(eq(triggers.id, trigger.id)).for('no key update')
    // Somebody else has looked meanwhile.
    if (!now || now.state.mark !== mark) return
    await tx
      .update(triggers)
      .set({ state: { ...now.state, mark: to } })
      .where(eq(triggers.id, trigger.id))
    if (!version) return
    const rows = { from: mark ?? '', to, count }
    const payload = { file: `${version.name}@${version.version}`, rows }
    await arrive(tx, now, { key: `rows ${mark ?? ''} to ${to}`, payload })
  })
}

interface NewRows {
  /** The greatest value, which is the mark from then on. */
  to: string
  count: number
  /** One JSON object a row, in the order of the column. */
  lines: AsyncIterable<string>
}

async function newRows(ask: Ask, { sql, column }: QueryWatch, mark: string | null): Promise<NewRows | undefined> {
  const by = `q."${column.replaceAll('"', '""')}"`
  const source = `(${sql.replace(/;\s*$/, '')}\n) as q`
  const [typed] = await ask(
    `select pg_typeof(${by})::text as type from (select null) as one left join ${source} on true limit 1`,
    [],
  )
  const type = typed?.type ?? ''
  if (!growing.includes(type))
    throw new Fault('INVALID_INPUT', `a mark cannot be kept of a column of this type: ${type}`, {
      at: { param: 'watch.column' },
      hint: 'choose a number, a date or a time that grows from row to row',
    })
  const above = `($1::text is null or ${by} > $1::${type})`
  const [range] = await ask(`select max(${by})::text as to, count(*)::text as count from ${source} where ${above}`, [
    mark,
  ])
  const count = Number(range?.count ?? 0)
  const to = range?.to
  if (!to || count === 0) return undefined
  return { to, count, lines: rowsBetween() }

  async function* rowsBetween(): AsyncGenerator<string> {
    await ask(
      `declare arrived no scroll cursor for select row_to_json(q)::text as line from ${source} where ${above} and ${by} <= $2::${type} order by ${by}`,
      [mark, to],
    )
    for (;;) {
      const rows = await ask(`fetch ${page} from arrived`, [])
      if (rows.length === 0) return
      yield `${rows.map(({ line }) => line).join('\n')}\n`
    }
  }
}
