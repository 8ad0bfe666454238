import { expect, it } from 'vitest'
import { z } from 'zod'
import type { Fault } from './fault.ts'
import { paramFault } from './param-fault.ts'
import { seed } from './params.ts'

const params = z.object({
  trees: z.number().int().min(1).max(5000).default(200).meta({ title: 'Trees' }),
  rate: z.number().gt(0).max(1).default(0.1).meta({ title: 'Learning rate' }),
  penalty: z.number().min(0).default(1).meta({ title: 'Penalty' }),
  seed: seed(),
  rank: z.number().int().min(1).default(1).meta({ title: 'Rank' }),
  where: z.string().min(1).max(10).meta({ title: 'Condition' }),
  method: z.enum(['random', 'stratified']).default('random').meta({ title: 'Method' }),
  name: z
    .string()
    .regex(/^[a-z]+$/, 'lower-case letters')
    .default('a')
    .meta({ title: 'Model' }),
  columns: z.array(z.string()).default([]).meta({ title: 'Columns' }),
  steps: z
    .array(z.object({ percent: z.number().meta({ title: 'Percent' }) }))
    .default([])
    .meta({ title: 'Steps' }),
})

const faultOf = (given: Record<string, unknown>): Fault => {
  const full = { where: 'a', ...given }
  const parsed = params.strict().safeParse(full)
  return parsed.error ? paramFault(params, full, parsed.error) : expect.fail('it fits')
}

it.each([
  [{ trees: 0 }, 'Trees must be from 1 to 5000: 0'],
  [{ trees: 5001 }, 'Trees must be from 1 to 5000: 5001'],
  [{ trees: 1.5 }, 'Trees must be a whole number: 1.5'],
  [{ trees: '200' }, 'Trees must be a number: 200'],
  [{ rate: 0 }, 'Learning rate must be more than 0 and at most 1: 0'],
  [{ rate: 7 }, 'Learning rate must be more than 0 and at most 1: 7'],
  [{ penalty: -1 }, 'Penalty must be at least 0: -1'],
  [{ rank: 0 }, 'Rank must be at least 1: 0'],
  [{ seed: -1 }, 'Seed must be from 0 to 2147483647: -1'],
  [{ where: '' }, 'Condition must not be empty'],
  [{ where: 'a'.repeat(11) }, 'Condition must have at most 10 characters: aaaaaaaaaaa'],
  [{ where: undefined }, 'not set: where'],
  [{ name: 'A B' }, 'Model must be written as lower-case letters: A B'],
  [{ columns: ['a', 7] }, 'Column 2 must be a text: 7'],
  [{ steps: [{ percent: 5 }, { percent: '' }] }, 'Step 2: percent must be a number'],
  [{ steps: [{ percent: 5 }, {}] }, 'not set: Step 2: percent'],
  [{ columns: 'a' }, 'Columns must be a list: a'],
])('%j: %s', (given, message) => {
  expect(faultOf(given)).toMatchObject({ code: 'INVALID_INPUT', message, at: { param: Object.keys(given)[0] } })
})

it('offers the name that was meant, or those there are', () => {
  expect(faultOf({ method: 'randem' })).toMatchObject({
    message: 'Method must be one of random, stratified: randem',
    hint: 'did you mean random?',
  })
  expect(faultOf({ tres: 7 })).toMatchObject({
    message: 'no such parameter: tres',
    at: { param: 'tres' },
    hint: 'did you mean trees?',
  })
  expect(faultOf({ somethingElse: 7 }).hint).toBe(
    'there is trees, rate, penalty, seed, rank, where, method, name, columns, steps',
  )
})
