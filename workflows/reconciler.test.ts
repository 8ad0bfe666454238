import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cancel } from '#services/runs/cancel.ts'
import { connectOrchestrator, type Orchestrator, workflowId } from './client.ts'
import { dispatch, startRun } from './dispatcher.ts'
import type { OpenWorker } from './open-worker.ts'
import { reconcile } from './reconciler.ts'
import { specOf, type TestPlatform, testPlatform } from './testing/platform.ts'
import { type TestTemporal, testTemporal } from './testing/temporal.ts'
import { testWorker } from './testing/worker.ts'

const soon = () => new Date(Date.now() + 1000)

describe('a run whose workflow', () => {
  let platform: TestPlatform
  let temporal: TestTemporal
  let orchestrator: Orchestrator
  let worker: OpenWorker | undefined
  beforeAll(async () => {
    ;[platform, temporal] = await Promise.all([testPlatform(), testTemporal()])
    orchestrator = connectOrchestrator(temporal.address)
  })
  afterAll(async () => {
    await worker?.close()
    await orchestrator?.close()
    await Promise.all([platform?.close(), temporal?.close()])
  })

  const start = () =>
    platform.start(
      specOf({
        numbers: { kind: 'etl.numbers', params: { salt: randomUUID() } },
        sum: { kind: 'etl.sql', params: { query: 'SELECT sum(n) AS n FROM a' }, from: { a: 'numbers' } },
      }),
    )
  const handle = (runId: string) => orchestrator.client.workflow.getHandle(workflowId(runId))

  it('was ended from outside is ended as failed', async () => {
    const runId = await start()
    await dispatch(platform, orchestrator.client)
    await handle(runId).terminate()
    await reconcile(platform, orchestrator.client, soon())
    expect(await platform.ended(runId)).toMatchObject({
      status: 'failed',
      fault: { code: 'INTERNAL', message: 'the run was ended from outside' },
    })
    expect(await platform.statuses(runId)).toEqual({ numbers: 'skipped', sum: 'skipped' })
  })

  it('is gone while it was to be cancelled is cancelled', async () => {
    const runId = await start()
    await dispatch(platform, orchestrator.client)
    await handle(runId).terminate()
    await cancel(platform.as(platform.actor), { id: runId })
    await dispatch(platform, orchestrator.client)
    await reconcile(platform, orchestrator.client, soon())
    expect(await platform.ended(runId)).toMatchObject({ status: 'cancelled' })
  })

  it('is unknown to a Temporal that lost its data is started again and ends well', async () => {
    const runId = await start()
    await dispatch(platform, orchestrator.client)
    await orchestrator.close()
    await temporal.close()
    temporal = await testTemporal()
    orchestrator = connectOrchestrator(temporal.address)
    await reconcile(platform, orchestrator.client, soon())
    worker = await testWorker(platform, temporal)
    expect(await platform.ended(runId)).toMatchObject({ status: 'done' })
  })

  it('is started twice runs once', async () => {
    const runId = await start()
    await Promise.all([startRun(orchestrator.client, runId), startRun(orchestrator.client, runId)])
    await platform.ended(runId)
    await startRun(orchestrator.client, runId)
    expect(await platform.step(runId, 'sum')).toMatchObject({ status: 'done', attempt: 1 })
  })
})
