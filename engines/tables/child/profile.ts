import { type Column, typeFamily } from '#pipeline/columns.ts'
import { identifier, list, literal, type SqlText, sql } from '#pipeline/sql.ts'
import type { Jobs, Limits } from '../requests.ts'
import type { ColumnProfile } from '../tables.ts'
import { columnsOf } from './columns-of.ts'
import { type Engine, openEngine } from './engine.ts'

/** Columns beyond these get their counts and ranges only: nobody looks at ten thousand histograms. */
const detailed = 200
const bins = 20

export async function profile({ path }: Jobs['profile']['request'], limits: Limits): Promise<ColumnProfile[]> {
  const engine = await openEngine([path], limits)
  const source = sql`read_parquet(${literal(path)})`
  const columns = await columnsOf(engine, source)
  const profiles: ColumnProfile[] = []
  for (let start = 0; start < columns.length; start += detailed)
    profiles.push(...(await basics(engine, source, columns.slice(start, start + detailed))))
  for (const shown of profiles.slice(0, detailed)) Object.assign(shown, await details(engine, source, shown))
  return profiles
}

async function basics({ run }: Engine, source: SqlText, columns: Column[]): Promise<ColumnProfile[]> {
  const aggregates = columns.flatMap(({ name, type }) => {
    const column = identifier(name)
    const family = typeFamily(type)
    const ordered = family === 'vector' || family === 'other' ? sql`NULL` : column
    const measured = family === 'number' || family === 'integer'
    const extreme = (of: 'min' | 'max') => (of === 'min' ? sql`min(${ordered})` : sql`max(${ordered})`)
    return [
      sql`count(*) - count(${column})`,
      sql`approx_count_distinct(${column})`,
      measured ? sql`${extreme('min')}::DOUBLE` : sql`${extreme('min')}::VARCHAR`,
      measured ? sql`${extreme('max')}::DOUBLE` : sql`${extreme('max')}::VARCHAR`,
      // Hundreds of FILTER clauses take DuckDB minutes.
      measured ? sql`avg(if(isfinite(${column}::DOUBLE), ${column}, NULL))` : sql`NULL`,
    ]
  })
  const [row = []] = await run(sql`SELECT ${list(aggregates)} FROM ${source}`)
  return columns.map(({ name, type }, index) => {
    const [missing, distinct, min, max, mean] = row.slice(index * 5, index * 5 + 5)
    return {
      name,
      type,
      missing: Number(missing),
      distinct: Number(distinct),
      ...present('min', min),
      ...present('max', max),
      ...present('mean', mean),
    }
  })
}

const present = (key: 'min' | 'max' | 'mean', value: unknown) =>
  value === null || value === undefined ? {} : { [key]: value }

async function details(
  engine: Engine,
  source: SqlText,
  { name, type, min, max }: ColumnProfile,
): Promise<Pick<ColumnProfile, 'histogram' | 'top'>> {
  const family = typeFamily(type)
  if (family === 'number' || family === 'integer')
    return typeof min === 'number' && typeof max === 'number' && Number.isFinite(max - min)
      ? { histogram: await histogram(engine, source, name, [min, max]) }
      : {}
  if (family !== 'text' && family !== 'boolean') return {}
  const column = identifier(name)
  const top = await engine.run(
    sql`SELECT ${column}::VARCHAR AS value, count(*) AS times FROM ${source} WHERE ${column} IS NOT NULL GROUP BY ALL ORDER BY times DESC, value LIMIT 10`,
  )
  return { top: top.map(([value, count]) => ({ value: String(value), count: Number(count) })) }
}

/** Bins of equal width; whole numbers in a small range get one bin each. */
async function histogram({ run }: Engine, source: SqlText, name: string, [min, max]: [number, number]) {
  const column = identifier(name)
  const width = (max - min) / bins || 1
  const count = max > min ? bins : 1
  const bin = sql`least(floor((${column}::DOUBLE - ${literal(min)}) / ${literal(width)}), ${literal(count - 1)})::INTEGER`
  const counted = await run(
    sql`SELECT ${bin} AS bin, count(*) FROM ${source} WHERE isfinite(${column}::DOUBLE) GROUP BY bin`,
  )
  const counts = new Array<number>(count).fill(0)
  for (const [index, rows] of counted) counts[Number(index)] = Number(rows)
  return { edges: Array.from({ length: count + 1 }, (_, index) => min + index * width), counts }
}
