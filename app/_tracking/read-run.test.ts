import { expect, it } from 'vitest'
import { readRun } from './read-run.ts'

it('takes the id of a run as MLflow writes it, and leaves what is none', () => {
  const id = '6f1c2a34-5b6d-4e7f-8a9b-0c1d2e3f4a5b'
  expect([id, id.replaceAll('-', ''), 'latest'].map(readRun)).toEqual([id, id, 'latest'])
})
