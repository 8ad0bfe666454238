import { expect, test } from 'vitest'
import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import { parse } from './parse.ts'

const schema = z.strictObject({ id: z.uuid(), scopes: z.array(z.enum(['all', 'predict'])).optional() })
const id = '3f2b8c1e-5a7d-4e90-8b6c-2d1f0a9e7c54'
const refusal = (input: unknown, of: z.ZodType = schema): Fault => {
  try {
    parse(of, input)
  } catch (thrown) {
    return Fault.of(thrown)
  }
  throw new Error('not refused')
}

test.each([
  [undefined, 'not an object with the names and values of parameters'],
  ['x', 'not an object with the names and values of parameters'],
  [{}, 'not set: id'],
  [{ id: 'x' }, 'id must be an id, such as 3f2b8c1e-5a7d-4e90-8b6c-2d1f0a9e7c54: x'],
  [{ id, scopes: 'all' }, 'scopes must be a list: all'],
  [{ id, scopes: ['al'] }, 'scopes.0 must be one of all, predict: al'],
  [{ id, scope: ['predict'] }, 'no such parameter: scope'],
])('%j: %s', (input, message) => {
  expect(refusal(input)).toMatchObject({ code: 'INVALID_INPUT', message })
})

test('a misspelt name is answered with the one that is meant', () => {
  expect(refusal({ id, scope: ['predict'] })).toMatchObject({ hint: 'did you mean scopes?', at: { param: 'scope' } })
})

test('what a schema says itself stays as it is', () => {
  const named = z.object({ name: z.string().min(1, 'a file needs a name') })
  expect(refusal({ name: '' }, named).message).toBe('name: a file needs a name')
})
