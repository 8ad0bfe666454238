import { expect, test } from 'vitest'
import { catalogue } from '#nodes/index.ts'
import { Fault } from '#pipeline/fault.ts'
import { emptySpec } from '#pipeline/spec.ts'
import { demandOverrides } from './demand-overrides.ts'

// A draft: nothing is connected, the target is missing, and one kind of node is gone.
const spec = {
  ...emptySpec('Penguins'),
  parameters: { seed: 1 },
  nodes: { split: { kind: 'feature.split', params: {} }, gone: { kind: 'training.gone', params: {} } },
}
const refused = (overrides: Record<string, string | number | boolean>) => {
  try {
    demandOverrides(spec, catalogue, overrides)
  } catch (thrown) {
    return Fault.of(thrown).toJSON()
  }
  return undefined
}

test('what a pipeline has may be set, also in a draft, and to what is known only then', () => {
  expect(refused({ seed: '7', 'split.method': 'random', 'gone.depth': 3 })).toBeUndefined()
  expect(refused({ 'split.method': '{{ body.method }}', seed: '{{ scheduled_date }}' })).toBeUndefined()
})

test.each([
  [{ 'train.nope': 3 }, 'nothing to set by this name: train.nope', undefined],
  [{ sede: 3 }, 'nothing to set by this name: sede', undefined],
  [{ 'split.methud': '{{ body.method }}' }, 'no such parameter: methud', 'split'],
  [{ 'split.constructor': 1 }, 'no such parameter: constructor', 'split'],
  [{ 'split.method': 'magic' }, expect.stringContaining('must be one of'), 'split'],
])('%o is refused as a run would refuse it', (overrides, message, node) => {
  const at = { ...(node && { node }), param: 'overrides' }
  expect(refused(overrides as never)).toMatchObject({ code: 'INVALID_INPUT', message, at, hint: expect.any(String) })
})
