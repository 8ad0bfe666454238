import { afterAll, describe, expect, it } from 'vitest'
import { Fault } from '#pipeline/fault.ts'
import { testRunner } from '../../testing.ts'
import join from './node.ts'

const runner = testRunner()
afterAll(runner.close)

const orders =
  "SELECT * FROM (VALUES (3, 'x', 30), (1, 'y', 10), (9, 'z', 90), (NULL, 'n', 0)) t(customer, name, price)"
const customers =
  "SELECT * FROM (VALUES (1, 'Ann', 'A'), (3, 'Cid', 'C'), (3, 'Eve', 'E'), (5, 'Eli', 'E')) t(id, name, \"group (old)\")"

async function joined(params: object) {
  const inputs = { left: await runner.table(orders), right: await runner.table(customers) }
  const { rows } = await runner.run(join, { leftKeys: ['customer'], rightKeys: ['id'], ...params }, inputs)
  return { names: rows?.type === 'table' && rows.columns.map(({ name }) => name), rows: await runner.rows(rows) }
}

describe('a join', () => {
  it('keeps the order of the left table, and of the right one where several match', async () => {
    expect(await joined({})).toEqual({
      names: ['customer', 'name', 'price', 'name_right', 'group (old)'],
      rows: [
        [3, 'x', 30, 'Cid', 'C'],
        [3, 'x', 30, 'Eve', 'E'],
        [1, 'y', 10, 'Ann', 'A'],
      ],
    })
  })

  it('keeps what found no partner, when asked to', async () => {
    expect((await joined({ how: 'left' })).rows).toEqual([
      [3, 'x', 30, 'Cid', 'C'],
      [3, 'x', 30, 'Eve', 'E'],
      [1, 'y', 10, 'Ann', 'A'],
      [9, 'z', 90, null, null],
      [null, 'n', 0, null, null],
    ])
    expect((await joined({ how: 'full' })).rows.at(-1)).toEqual([5, null, null, 'Eli', 'E'])
  })

  it('only chooses left rows, when asked to', async () => {
    expect(await joined({ how: 'semi' })).toEqual({
      names: ['customer', 'name', 'price'],
      rows: [
        [3, 'x', 30],
        [1, 'y', 10],
      ],
    })
    expect((await joined({ how: 'anti' })).rows).toEqual([
      [9, 'z', 90],
      [null, 'n', 0],
    ])
  })

  it('tells equal names apart by the suffix', async () => {
    const left = await runner.table('SELECT 1 AS k, 2 AS v, 3 AS v_b')
    const right = await runner.table('SELECT 1 AS k, 4 AS "V", 5 AS "row number"')
    const params = { leftKeys: ['k'], rightKeys: ['k'], suffix: '_b' }
    const { rows } = await runner.run(join, params, { left, right })
    expect(rows?.type === 'table' && rows.columns.map(({ name }) => name)).toEqual([
      'k',
      'v',
      'v_b',
      'V_b_b',
      'row number',
    ])
    expect(await runner.rows(rows)).toEqual([[1, 2, 3, 4, 5]])
  })

  it('says which keys cannot be compared', async () => {
    const fault = async (params: object) => joined(params).then(() => undefined, Fault.of)
    expect(await fault({ rightKeys: ['name'] })).toMatchObject({
      code: 'BAD_DATA',
      message: 'keys of different types: customer is INTEGER, name is VARCHAR',
      at: { param: 'rightKeys', column: 'name' },
    })
    expect(await fault({ rightKeys: ['no'] })).toMatchObject({
      message: 'missing column: no',
      at: { param: 'rightKeys' },
    })
    expect(await fault({ leftKeys: ['customer', 'name'] })).toMatchObject({
      code: 'INVALID_INPUT',
      at: { param: 'rightKeys' },
    })
  })
})
