import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectOrchestrator, workflowId } from './client.ts'
import type { OpenWorker } from './open-worker.ts'
import { copyingKernels } from './testing/copying-kernels.ts'
import { specOf, type TestPlatform, testPlatform } from './testing/platform.ts'
import { type TestTemporal, testTemporal } from './testing/temporal.ts'
import { testWorker } from './testing/worker.ts'

describe('a run with more steps than one history should hold', () => {
  let platform: TestPlatform
  let temporal: TestTemporal
  let worker: OpenWorker
  beforeAll(async () => {
    const soon = ['--dynamic-config-value', 'limit.historyCount.suggestContinueAsNew=40']
    ;[platform, temporal] = await Promise.all([testPlatform(), testTemporal(soon)])
    worker = await testWorker(platform, temporal, copyingKernels)
  })
  afterAll(async () => {
    await worker?.close()
    await Promise.all([platform?.close(), temporal?.close()])
  })

  it('goes on in a new one, and does nothing twice', async () => {
    const train = (rows: string) => ({ kind: 'training.slow', params: { diary: rows, gate: '' }, from: { rows } })
    const chain = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [
        `train-${index + 1}`,
        train(index === 0 ? 'numbers' : `train-${index}`),
      ]),
    )
    const runId = await platform.start(specOf({ numbers: { kind: 'etl.numbers' }, ...chain }))
    expect(await platform.ended(runId)).toMatchObject({ status: 'done' })
    expect(await platform.step(runId, 'train-20')).toMatchObject({ status: 'done', attempt: 1 })

    const { client, close } = connectOrchestrator(temporal.address)
    const { events } = await client.workflow.getHandle(workflowId(runId)).fetchHistory()
    expect(events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId).toBeTruthy()
    await close()
  })
})
