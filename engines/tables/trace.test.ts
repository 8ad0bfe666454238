import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTables } from './open-tables.ts'
import type { Tables } from './tables.ts'
import type { Source } from './traced.ts'

let tables: Tables
beforeAll(() => {
  tables = openTables({ root: process.cwd(), spares: 0 })
})
afterAll(() => tables.close())

const columns = {
  a: ['x', 'y', 'z', 'k', 'l'].map((name) => ({
    name,
    type: name === 'y' ? 'VARCHAR' : name === 'l' ? 'INTEGER[]' : 'INTEGER',
  })),
  b: ['k', 'w', 'Odd Name'].map((name) => ({ name, type: name === 'Odd Name' ? 'VARCHAR' : 'INTEGER' })),
}
const text = (sources: Source[]) =>
  sources
    .map(({ table, column }) => `${table}.${column}`)
    .sort()
    .join(' ')
const trace = async (sql: string) => {
  const traced = await tables.trace(sql, columns)
  return {
    ...Object.fromEntries(traced.columns.map(({ name, sources }) => [name, text(sources)])),
    '': text(traced.rows),
    exact: traced.exact,
  }
}

describe('following columns back', () => {
  it.each([
    ['SELECT x + z AS sum, lower(y) AS y FROM a', { sum: 'a.x a.z', y: 'a.y', '': '' }],
    ['SELECT x FROM a WHERE z > 3 AND y IS NOT NULL', { x: 'a.x', '': 'a.y a.z' }],
    ['SELECT * EXCLUDE (l, z) REPLACE (x + k AS x) FROM a', { x: 'a.k a.x', y: 'a.y', k: 'a.k', '': '' }],
    ['SELECT a.x, "odd name" FROM a JOIN b ON a.k = b.k', { x: 'a.x', 'Odd Name': 'b.Odd Name', '': 'a.k b.k' }],
    ['SELECT x, w FROM a JOIN b USING (k)', { x: 'a.x', w: 'b.w', '': 'a.k b.k' }],
    ['SELECT y, avg(x) AS mean, count(*) AS n FROM a GROUP BY y', { y: 'a.y', mean: 'a.x', n: '', '': 'a.y' }],
    ['SELECT sum(z) OVER (PARTITION BY y ORDER BY x) AS s, k FROM a', { s: 'a.x a.y a.z', k: 'a.k', '': '' }],
    ['WITH t AS (SELECT x AS q, y FROM a WHERE z = 1) SELECT q + 1 AS p FROM t', { p: 'a.x', '': 'a.z' }],
    ['SELECT x AS c FROM a UNION ALL SELECT w FROM b', { c: 'a.x b.w', '': '' }],
    ['SELECT x AS c FROM a UNION SELECT w FROM b', { c: 'a.x b.w', '': 'a.x b.w' }],
    ['SELECT (SELECT max(w) FROM b WHERE b.k = a.k) AS m, x FROM a', { m: 'a.k b.k b.w', x: 'a.x', '': '' }],
    ['SELECT DISTINCT y FROM a', { y: 'a.y', '': 'a.y' }],
    ['SELECT x FROM a ORDER BY z', { x: 'a.x', '': '' }],
    ['SELECT x FROM a ORDER BY z LIMIT 5', { x: 'a.x', '': 'a.z' }],
    ['SELECT list_transform(l, lambda v: v + x) AS m FROM a', { m: 'a.l a.x', '': '' }],
    ['SELECT s.q FROM (SELECT x, y FROM a) s(q, r)', { q: 'a.x', '': '' }],
    ['SELECT x AS p, p + z AS r FROM a', { p: 'a.x', r: 'a.x a.z', '': '' }],
    ['FROM a SELECT x WHERE k IN (SELECT k FROM b WHERE w > 0)', { x: 'a.x', '': 'a.k b.k b.w' }],
  ])('%s', async (sql, expected) => {
    expect(await trace(sql)).toEqual({ ...expected, exact: true })
  })

  it.each([
    "SELECT COLUMNS(c -> c < 'l') FROM a",
    'PIVOT a ON y USING sum(x) GROUP BY k',
    'SELECT unnest FROM a, unnest(a.l)',
    'SELECT a.x FROM a ASOF JOIN b ON a.k >= b.k',
  ])('says only what may be where it does not understand: %s', async (sql) => {
    const traced = await trace(sql).catch((fault) => fault)
    if (!(traced instanceof Error))
      expect(traced).toMatchObject({
        exact: false,
        '': text(Object.entries(columns).flatMap(([table, all]) => all.map(({ name }) => ({ table, column: name })))),
      })
  })

  it('leaves nothing behind for the next query', async () => {
    await expect(tables.trace('SELECT nowhere FROM a', columns)).rejects.toMatchObject({ code: 'BAD_DATA' })
    expect(await trace('SELECT x FROM a')).toMatchObject({ x: 'a.x' })
  })
})
