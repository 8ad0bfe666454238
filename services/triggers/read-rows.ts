import type { Watch } from '#db/schema.ts'
import type { Ask, Row } from '#engines/databases/ask-postgres.ts'
import { Fault } from '#pipeline/fault.ts'

type QueryWatch = Extract<Watch, { kind: 'query' }>

/** Types that only grow if the rows are so written, and that are read from the text they are written as. */
const growing = [
  ...['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision', 'date', 'text', 'character varying'],
  ...['timestamp without time zone', 'timestamp with time zone', 'uuid'],
]

const page = 5000

/** Parts of a statement over somebody's query. */
export interface Rows {
  source: string
  /** The column that grows. */
  by: string
  type: string
  /** What names a row, shortened. */
  key: string
}

/** Faults: INVALID_INPUT for a column of which no mark can be kept. */
export async function rowsOf(ask: Ask, { sql, column, key = column }: QueryWatch): Promise<Rows> {
  const by = `q.${quoted(column)}`
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
  return { source, by, type, key: `md5(coalesce(q.${quoted(key)}::text, ${by}::text))` }
}

const quoted = (column: string) => `"${column.replaceAll('"', '""')}"`

/** In the order of the column, from a value on that is left out. One after the other: there is one cursor. */
export async function* readRows(
  ask: Ask,
  { source, by, type }: Rows,
  { above, select, values }: { above: string | null; select: string; values: readonly unknown[] },
): AsyncGenerator<Row[]> {
  const from = `($1::text is null or ${by} > $1::${type})`
  await ask(
    `declare arrived no scroll cursor for select ${select} from ${source} where ${by} is not null and ${from} order by ${by}`,
    [above, ...values],
  )
  for (;;) {
    const rows = await ask(`fetch ${page} from arrived`, [])
    if (rows.length > 0) yield rows
    if (rows.length < page) break
  }
  await ask('close arrived', [])
}
