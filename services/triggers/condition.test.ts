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

  it('is open where it hangs on a figure that a report had nothing to tell of', () => {
    const said = (text: string, values: Record<string, number>) => holds(demandCondition(text, 'when'), values)
    const empty = { 'drift.alarms': 0, 'watch.drift.alarms': 0, failed: 0.5 }
    expect(said('not drift.share > 0.3', empty)).toBeUndefined()
    expect(said('watch.drift.share > 0.3 and failed > 0.1', empty)).toBeUndefined()
    expect(said('drift.share > 0.3 or failed > 0.1', empty)).toBe(true)
    expect(() => said('drift.shares > 0.3', { ...empty, 'drift.share': 0 })).toThrow('drift.shares')
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
  it('takes a window of which nothing could be said neither for held nor for come back', () => {
    const watched = { kind: 'metric', when: 'drift.share > 0.3', rearm: 'drift.share < 0.1', consecutive: 2 } as const
    let state: TriggerState = {}
    const quiet = [0.4, undefined, 0.4, undefined, 0.4, 0, 0.4, 0.4].map((share) => {
      const looked = evaluate(watched, state, {
        'drift.alarms': 0,
        ...(share !== undefined && { 'drift.share': share }),
      })
      state = looked.state
      return looked.quiet?.split(',')[0]
    })
    const [nothing, once] = ['there was nothing to measure', 'holds 1 of 2 times in a row']
    const fired = 'has fired'
    expect(quiet).toEqual([once, nothing, undefined, nothing, fired, 'does not hold', once, undefined])
  })

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
