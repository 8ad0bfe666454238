import { afterAll, expect, test } from 'vitest'
import { openTestPlatform } from '../testing/platform.ts'
import { connect } from '../tracking/runs/connect.ts'
import { create as createRun } from '../tracking/runs/create.ts'
import { originOf } from './origin-of.ts'

const platform = await openTestPlatform({ catalogue: new Map() })
afterAll(() => platform.close())

const nothing = { id: 'one', runId: null, node: null, trackedRunId: null }
const of = (version: Partial<typeof nothing> | { trackedRunId: string } | { runId: string }, ctx = platform.owner) =>
  originOf(ctx.db, ctx.actor.projectId, { ...nothing, ...version })

test('a version is from the run that a client named, with the data of that run, and for its own project alone', async () => {
  const { owner } = platform
  const { id } = await createRun(owner, { experiment: 0, kind: 'client', name: 'tried' })
  const data = { name: 'readings', digest: 'ab12', sourceType: 'code', source: '{}' }
  await connect(owner, { id, datasets: [data] })
  const trackedRunId = id.replaceAll('-', '')
  expect(await of({ trackedRunId })).toMatchObject({
    run: { kind: 'run', run: id, name: 'tried' },
    datasets: [{ name: 'readings', digest: 'ab12' }],
    whyNoRun: null,
  })
  expect(await of({ trackedRunId }, await platform.stranger())).toMatchObject({ run: null, datasets: [] })
})

test('why there is no run is said as it is', async () => {
  expect((await of({})).whyNoRun).toBe('no run was named when the version was registered')
  expect((await of({ trackedRunId: 'elsewhere' })).whyNoRun).toBe(
    'the run that was named for the version is not here: elsewhere',
  )
  const runId = '00000000-0000-4000-8000-000000000000'
  expect((await of({ runId })).whyNoRun).toBe('the run that trained the version was deleted')
})
