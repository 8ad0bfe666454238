import { describe, expect, it } from 'vitest'
import { columnsText, orderByOf, readColumns, searchName, usualColumns } from './columns.ts'

describe('columns in an address', () => {
  it('come back as they were', () => {
    const ids = ['started', 'metrics.val, loss', 'params.a.b', 'tags.x%2Cy']
    expect(readColumns(columnsText(ids.slice(0, 3))).map(({ id }) => id)).toEqual(ids.slice(0, 3))
  })

  it('leave out what is no column', () => {
    expect(readColumns('started,nonsense,metrics.,params.x').map(({ id }) => id)).toEqual(['started', 'params.x'])
  })
})

describe('a name in the search language', () => {
  it.each([
    ['metrics', 'val/loss', 'metrics.val/loss'],
    ['params', 'a b', 'params.`a b`'],
    ['tags', 'a`b', 'tags."a`b"'],
    ['attributes', 'started', 'start_time'],
  ] as const)('of %s %s is %s', (entity, key, name) => {
    expect(searchName({ entity, key } as Parameters<typeof searchName>[0])).toBe(name)
  })

  it('orders by it', () => {
    expect(orderByOf({ key: 'metrics.loss', direction: -1 })).toEqual(['metrics.loss desc'])
    expect(orderByOf({ key: 'nonsense', direction: 1 })).toEqual([])
  })
})

it('shows metrics, and of the parameters those that differ', () => {
  const keys = [
    { entity: 'param', key: 'seed', varies: false },
    { entity: 'param', key: 'depth', varies: true },
    { entity: 'metric', key: 'loss', varies: true },
  ] as const
  expect(usualColumns(keys, 'one')).toEqual(['started', 'took', 'metrics.loss', 'params.depth'])
})
