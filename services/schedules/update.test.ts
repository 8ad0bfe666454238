import { afterAll, expect, test } from 'vitest'
import { catalogue } from '#nodes/index.ts'
import { emptySpec } from '#pipeline/spec.ts'
import { apply } from '../pipelines/apply.ts'
import { openTestPlatform } from '../testing/platform.ts'
import type { Calendar } from './calendar.ts'
import { create } from './create.ts'
import { get } from './get.ts'
import { update } from './update.ts'

const hour = 3_600_000

/** Each hour, whatever the timing. */
const calendar: Calendar = {
  times: async (_, { from, until, limit }) => {
    const first = (Math.floor(from.getTime() / hour) + 1) * hour
    const all = Array.from({ length: Math.min(limit, 100) }, (_, index) => new Date(first + index * hour))
    return until ? all.filter((at) => at <= until) : all
  },
}

const platform = await openTestPlatform({ catalogue })
afterAll(() => platform.close())
const ctx = { ...platform.owner, calendar }
await apply(ctx, {
  spec: { ...emptySpec('Digits'), nodes: { digits: { kind: 'etl.load-sample', params: {} } } },
})

const timing = { kind: 'interval' as const, everySeconds: 3600 }
const pipeline = { slug: 'digits' }

test('parameters that the pipeline does not have are refused when a schedule is made and when it is changed', async () => {
  const bad = { overrides: { 'digits.nope': '{{ scheduled_date }}' } }
  const refusal = { message: 'no such parameter: nope', at: { node: 'digits', param: 'overrides' } }
  await expect(create(ctx, { pipeline, name: 'bad', timing, ...bad })).rejects.toMatchObject(refusal)
  const { id, name } = await create(ctx, { pipeline, name: 'good', timing, overrides: { 'digits.sample': 'iris' } })
  await expect(update(ctx, { id, name, timing, ...bad })).rejects.toMatchObject(refusal)
  await expect(update(ctx, { id, name, timing, overrides: { 'train.nope': 3 } })).rejects.toMatchObject({
    ...{ message: 'nothing to set by this name: train.nope', at: { param: 'overrides' } },
  })
  expect((await get(ctx, { id })).overrides).toEqual({ 'digits.sample': 'iris' })
})
