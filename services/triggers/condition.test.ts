import { describe, expect, it } from 'vitest'
import type { TriggerState, Watch } from '#db/schema.ts'
import { demandCondition, holds } from './condition.ts'
import { evaluate } from './evaluate.ts'
import { fillIn } from './fill-in.ts'

describe('a condition', () => {
  it('compares monitored values, however they are named', () => {
    const condition = demandCondition('drift.share > 0.3 and ("Beak (mm)" < 2 or not quality.missing >= .05)', 'when')
    expect(holds(condition, { 'drift.share': 0.31, 'Beak (mm)': 3, 'quality.missing': 0 })).toBe(true)
    expect(holds(condition, { 'drift.share': 0.31, 'Beak (mm)': 3, 'quality.missing': 0.05 })).toBe(false)
    expect(() => holds(condition, { 'drift.share': 1, other: 2 })).toThrow('Beak (mm)')
  })

  it.each([
    ['drift.share >', 13],
    ['drift.share > 0.3 and', 21],
    ['drift.share > 0.3 & x > 1', 18],
    ["a > 1 and region = 'north'", 10],
    ['a is null', 0],
  ])('that cannot be read says where: %s', (text, offset) => {
    expect(() => demandCondition(text, 'when')).toThrow(`character ${offset + 1}`)
  })
})

describe('a metric trigger', () => {
  const watch = (more: object): Extract<Watch, { kind: 'metric' }> => ({
    ...{ kind: 'metric', when: 'drift > 0.3', consecutive: 1 },
    ...more,
  })
  const fires = (watched: Extract<Watch, { kind: 'metric' }>, values: number[]) => {
    let state: TriggerState = {}
    return values.flatMap((drift, at) => {
      const looked = evaluate(watched, state, { drift })
      state = looked.state
      return looked.quiet ? [] : [at]
    })
  }

  it('fires when its condition begins to hold, not while it goes on', () => {
    expect(fires(watch({}), [0.1, 0.4, 0.5, 0.2, 0.4])).toEqual([1, 4])
  })

  it('fires again only after the values have come back far enough', () => {
    expect(fires(watch({ rearm: 'drift < 0.1' }), [0.4, 0.2, 0.4, 0.05, 0.4])).toEqual([0, 4])
  })

  it('waits until it has held several times in a row', () => {
    expect(fires(watch({ consecutive: 3 }), [0.4, 0.4, 0.1, 0.4, 0.4, 0.4, 0.4])).toEqual([5])
  })
})

describe('parameters', () => {
  it('keep the type of what came, and a text stays a text', () => {
    const body = { rows: 3, flag: false, order: '12345678901234567890', deep: { name: 'Ada' } }
    const asked = {
      a: '{{ body.rows }}',
      b: '{{body.flag}}',
      c: '{{ body.order }}',
      d: 'of {{ body.deep.name }}',
      e: 1,
    }
    expect(fillIn(asked, { body })).toEqual({ a: 3, b: false, c: '"12345678901234567890"', d: 'of Ada', e: 1 })
    expect(() => fillIn({ a: '{{ body.nothing }}' }, { body })).toThrow('body.nothing')
    expect(() => fillIn({ a: '{{ body.__proto__.x }}' }, { body })).toThrow('nothing came')
    expect(() => fillIn({ a: '{{ body.deep }}' }, { body })).toThrow('not one text')
  })
})
