import { afterAll, describe, expect, it } from 'vitest'
import { type Column, columnWithRole } from '#pipeline/columns.ts'
import { Fault } from '#pipeline/fault.ts'
import type { TableValue } from '#pipeline/ports/table.ts'
import { testRunner } from '../../testing.ts'
import split from './node.ts'

const runner = testRunner()
afterAll(runner.close)

const people = `SELECT i, i % 10 = 0 AS rare, 'g' || i % 50 AS "the group", DATE '2024-01-01' + (i * 7919 % 10000)::INTEGER AS day FROM range(10000) r(i)`

const divided = async (params: object, select = people) => {
  const { rows } = await runner.run(split, params, { rows: await runner.table(select) })
  const { columns } = rows as TableValue
  return { columns, rows: await runner.rows(rows) }
}
const parts = (rows: unknown[][], which: (row: unknown[]) => boolean = () => true) => {
  const counts = { train: 0, validation: 0, test: 0 }
  for (const row of rows.filter(which)) counts[row.at(-1) as keyof typeof counts] += 1
  return counts
}
const fault = (running: Promise<unknown>) => running.then(() => undefined, Fault.of)
const partOf = (rows: unknown[][]) => rows.map((row) => row.at(-1))

describe('a split', () => {
  it('marks rows in their order and says what columns are for', async () => {
    const { columns, rows } = await divided({ target: 'rare', ids: ['i'] })
    expect(rows.map(([i]) => i)).toEqual(rows.map((_, index) => index))
    expect(columns).toEqual([
      { name: 'i', type: 'BIGINT', role: 'id' },
      { name: 'rare', type: 'BOOLEAN', role: 'target' },
      { name: 'the group', type: 'VARCHAR' },
      { name: 'day', type: 'DATE' },
      { name: 'split', type: 'VARCHAR', role: 'split' },
    ])
  })

  it('deals out by chance: the same for the same seed, otherwise for another', async () => {
    const { rows } = await divided({ seed: 1 })
    const { train, validation, test } = parts(rows)
    expect(train).toBeGreaterThan(6850)
    expect(train).toBeLessThan(7150)
    expect(validation).toBeGreaterThan(1390)
    expect(test).toBeGreaterThan(1390)
    expect(partOf((await divided({ seed: 1 })).rows)).toEqual(partOf(rows))

    const other = partOf((await divided({ seed: 2 })).rows)
    const same = partOf(rows).filter((part, index) => part === other[index]).length
    expect(same / rows.length).toBeCloseTo(0.7 ** 2 + 2 * 0.15 ** 2, 1)
  })

  it('holds the shares within each class', async () => {
    const { rows } = await divided({ method: 'stratified', target: 'rare' })
    expect(parts(rows, (row) => row[1] === true)).toEqual({ train: 700, validation: 150, test: 150 })
    expect(parts(rows)).toEqual({ train: 7000, validation: 1500, test: 1500 })
    expect(rows.map(([i]) => i)).toEqual(rows.map((_, index) => index))
  })

  it('holds them in small classes, and where the target is missing', async () => {
    const select = "SELECT i, CASE i % 4 WHEN 0 THEN NULL WHEN 1 THEN 'b' ELSE 'a' END AS c FROM range(40) r(i)"
    const { rows } = await divided({ method: 'stratified', target: 'c' }, select)
    expect(parts(rows, (row) => row[1] === null)).toEqual({ train: 7, validation: 1, test: 2 })
    expect(parts(rows, (row) => row[1] === 'b')).toEqual({ train: 7, validation: 1, test: 2 })
    expect(parts(rows, (row) => row[1] === 'a')).toEqual({ train: 14, validation: 3, test: 3 })
  })

  it('learns from the past and tests on the latest', async () => {
    const { columns, rows } = await divided({ method: 'time', time: 'day' })
    const days = (part: string) => rows.filter((row) => row.at(-1) === part).map((row) => String(row[3]))
    const [train, validation, test] = ['train', 'validation', 'test'].map((part) => days(part).sort())
    expect(Number(train?.length)).toBe(6999)
    expect(train?.at(-1)?.localeCompare(String(validation?.[0]))).toBe(-1)
    expect(validation?.at(-1)?.localeCompare(String(test?.[0]))).toBe(-1)
    expect(columnWithRole(columns, 'time')?.name).toBe('day')
    expect(rows.map(([i]) => i)).toEqual(rows.map((_, index) => index))
  })

  it('keeps groups together, and leaves some for the test however few they are', async () => {
    const { rows } = await divided({ method: 'group', group: 'the group' })
    const partsOf = new Map(rows.map((row) => [row[2], new Set<unknown>()]))
    for (const row of rows) partsOf.get(row[2])?.add(row.at(-1))
    expect([...partsOf.values()].every((inside) => inside.size === 1)).toBe(true)
    expect(parts(rows).train).toBe(7000)

    const few = await divided({ method: 'group', group: 'g' }, 'SELECT i % 2 AS g FROM range(100) r(i)')
    expect(parts(few.rows)).toEqual({ train: 50, validation: 0, test: 50 })
  })

  it('takes the place of an earlier split', async () => {
    const before = (await runner.run(split, { target: 'rare' }, { rows: await runner.table(people) }))
      .rows as TableValue
    const { rows } = await runner.run(split, { target: 'the group', seed: 3 }, { rows: before })
    const roles = (rows as TableValue).columns.filter(({ role }) => role)
    expect(roles).toEqual([
      { name: 'the group', type: 'VARCHAR', role: 'target' },
      { name: 'split', type: 'VARCHAR', role: 'split' },
    ] satisfies Column[])
  })

  it('leaves a column alone that happens to be called split', async () => {
    const { columns } = await divided({}, 'SELECT 1 AS split, 2 AS cut, 3 AS number, 4 AS rows')
    expect(columns.map(({ name }) => name)).toEqual(['split', 'cut', 'number', 'rows', 'split_2'])
    for (const params of [
      { method: 'stratified', target: 'rows' },
      { method: 'time', time: 'cut' },
      { method: 'group', group: 'number' },
    ])
      expect((await divided(params, 'SELECT 1 AS split, 2 AS cut, 3 AS number, 4 AS rows')).rows).toHaveLength(1)
  })

  it('says what is not set or does not fit', async () => {
    expect(await fault(divided({ method: 'time' }))).toMatchObject({ message: 'not set: time', at: { param: 'time' } })
    expect(await fault(divided({ target: 'no' }))).toMatchObject({
      message: 'missing column: no',
      at: { param: 'target' },
    })
    expect(await fault(divided({ train: 0.9, validation: 0.1 }))).toMatchObject({ at: { param: 'validation' } })
    expect(await fault(divided({ target: 'i', ids: ['i'] }))).toMatchObject({ message: 'two roles for one column: i' })
    expect(await fault(divided({ method: 'stratified', target: 'x' }, 'SELECT 1.5::DOUBLE AS x'))).toMatchObject({
      code: 'INVALID_INPUT',
      at: { param: 'method', column: 'x' },
    })
  })
})
