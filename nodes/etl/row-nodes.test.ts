import { afterAll, describe, expect, it } from 'vitest'
import { Fault } from '#pipeline/fault.ts'
import { testRunner } from '../testing.ts'
import deriveColumn from './derive-column/node.ts'
import filterRows from './filter-rows/node.ts'
import query from './sql/node.ts'

const runner = testRunner()
afterAll(runner.close)

const people = `SELECT * FROM (VALUES (5, 'b', NULL), (1, 'a', 2.5), (9, 'b', 1.5), (2, 'a', 4.5)) t("Body Mass (g)", "the ""group""", x)`
const numbers = 'SELECT i, hash(i) % 100 AS k FROM range(300000) r(i)'

const fault = (running: Promise<unknown>) => running.then(() => undefined, Fault.of)

describe('filtering', () => {
  const filtered = async (where: string, select = people) => {
    const { rows } = await runner.run(filterRows, { where }, { rows: await runner.table(select) })
    return runner.rows(rows)
  }

  it('keeps the rows that fit, in their order', async () => {
    expect(await filtered('"Body Mass (g)" > 1')).toEqual([
      [5, 'b', null],
      [9, 'b', 1.5],
      [2, 'a', 4.5],
    ])
  })

  it('leaves rows out for which the condition cannot be decided', async () => {
    expect(await filtered('x < 100 -- all that have one')).toHaveLength(3)
  })

  it('keeps the order where a subquery decides', async () => {
    const kept = await filtered('k IN (SELECT DISTINCT k FROM rows WHERE k % 33 = 7)', numbers)
    expect(kept.length).toBeGreaterThan(1000)
    expect(kept.map(([i]) => i)).toEqual(kept.map(([i]) => i as number).sort((a, b) => a - b))
  })

  it('says what is wrong with a condition', async () => {
    expect(await fault(filtered('mass > 1'))).toMatchObject({ code: 'BAD_DATA', message: 'missing column: mass' })
    expect(await fault(filtered('"Body Mass (g)" > 1) OR (1=1'))).toBeUndefined()
    expect(await fault(filtered('1=1); DROP TABLE rows; SELECT (1'))).toMatchObject({ code: 'INVALID_INPUT' })
  })
})

describe('deriving', () => {
  const derived = async (params: object, select = people) => {
    const { rows } = await runner.run(deriveColumn, params, { rows: await runner.table(select) })
    return { rows: await runner.rows(rows), names: rows?.type === 'table' && rows.columns.map(({ name }) => name) }
  }

  it('adds, replaces and drops columns, later ones using earlier ones', async () => {
    const columns = [
      { name: 'kilos', expression: '"Body Mass (g)" / 1000' },
      { name: 'X', expression: 'coalesce(x, 0)::DOUBLE' },
      { name: 'sum', expression: 'kilos + x' },
    ]
    expect(await derived({ columns, drop: ['Body Mass (g)', 'kilos'] })).toEqual({
      names: ['the "group"', 'X', 'sum'],
      rows: [
        ['b', 0, 0.005],
        ['a', 2.5, 2.501],
        ['b', 1.5, 1.509],
        ['a', 4.5, 4.502],
      ],
    })
  })

  it('keeps the order of rows over windows', async () => {
    const columns = [{ name: 'among', expression: 'count(*) OVER (PARTITION BY k)' }]
    const { rows } = await derived({ columns }, `${numbers} WHERE i < 10000`)
    expect(rows.map(([i]) => i)).toEqual(rows.map((_, index) => index))
  })

  it('says which column to drop is not there', async () => {
    expect(await fault(derived({ drop: ['no'] }))).toMatchObject({
      message: 'missing column: no',
      at: { param: 'drop', column: 'no' },
    })
  })
})

describe('a query', () => {
  const asked = async (text: string) => {
    const inputs = { a: await runner.table(people), b: await runner.table('SELECT 7 AS seven') }
    return runner.rows((await runner.run(query, { query: text }, inputs)).rows)
  }

  it('sees its tables by their letters', async () => {
    expect(await asked('SELECT count(*) + seven FROM a, b GROUP BY seven;\n')).toEqual([[11]])
    expect(
      await asked('WITH s AS (SELECT "Body Mass (g)" AS m FROM a) SELECT m FROM s ORDER BY m DESC LIMIT 1 -- end'),
    ).toEqual([[9]])
  })

  it('does not see a table that is not wired', async () => {
    expect(await fault(asked('SELECT * FROM c'))).toMatchObject({ code: 'BAD_DATA', message: 'no such table: c' })
  })
})
