import { expect, test } from 'vitest'
import { runId } from './fields.ts'

const id = '6f1c2a34-5b6d-4e7f-8a9b-0c1d2e3f4a5b'

test.each([id, id.toUpperCase(), id.replaceAll('-', '')])('the id of a run may be written %s', (written) => {
  expect(runId.parse(written)).toBe(id)
})

test.each(['', 'latest', id.slice(1), `${id}0`, `${id.replaceAll('-', '')}0`])('%j is the id of no run', (written) => {
  expect(runId.safeParse(written).error?.issues[0]?.message).toContain('32 hex digits')
})
