import { describe, expect, it } from 'vitest'
import { columnsText, type KeyFacts, orderByOf, readColumns, searchName, usualColumns } from './columns.ts'

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

describe('who has chosen nothing', () => {
  const fact = (entity: KeyFacts['entity'], key: string, varies: boolean, top = 0, topVaries = false) => ({
    ...{ entity, key, varies, top, topVaries },
  })

  it('sees metrics, times last, and of the parameters those that differ', () => {
    const keys = [fact('param', 'seed', false), fact('param', 'depth', true), fact('metric', 'fit_time', true)]
    expect(usualColumns([...keys, fact('metric', 'loss', true)], 'one', 'flat')).toEqual([
      ...['started', 'took', 'metrics.loss', 'metrics.fit_time', 'params.depth'],
    ])
  })

  it('sees of a search what describes it, and then what describes those beneath it', () => {
    const keys = [
      ...['a', 'b', 'c', 'd', 'e', 'f'].map((key) => fact('metric', `split_${key}`, true)),
      ...['auc', 'best', 'loss', 'recall'].map((key) => fact('metric', key, false, 1)),
      ...[fact('param', 'depth', true), fact('param', 'cv', false, 1)],
    ]
    expect(usualColumns(keys, 'one', 'nested').slice(2)).toEqual([
      ...['metrics.auc', 'metrics.best', 'metrics.loss', 'metrics.split_a', 'metrics.split_b'],
      ...['params.cv', 'params.depth'],
    ])
  })
})
