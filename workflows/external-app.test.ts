import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type TestApp } from '#engines/apps/testing.ts'
import { cancel } from '#services/runs/cancel.ts'
import type { OpenWorker } from './open-worker.ts'
import { specOf, type TestPlatform, testPlatform } from './testing/platform.ts'
import { type TestTemporal, testTemporal } from './testing/temporal.ts'
import { testWorker } from './testing/worker.ts'

let platform: TestPlatform
let temporal: TestTemporal
let worker: OpenWorker
let app: TestApp
beforeAll(async () => {
  ;[platform, temporal, app] = await Promise.all([testPlatform(), testTemporal(), startApp()])
  worker = await testWorker({ ...platform, egress: { allowed: ['127.0.0.1'], tokens: {} } }, temporal)
})
afterAll(async () => {
  await worker?.close()
  await Promise.all([platform?.close(), temporal?.close(), app?.close()])
})

const asking = (params: Record<string, unknown>) =>
  specOf({
    numbers: { kind: 'etl.numbers', params: { count: 3 } },
    ask: { kind: 'deployment.external-app', params: { url: app.url, ...params }, from: { rows: 'numbers' } },
    after: { kind: 'etl.sql', params: { query: 'FROM a WHERE answer IS NOT NULL' }, from: { a: 'ask' } },
  })
const greeting = {
  call: '/greet',
  inputs: [
    { parameter: 'name', column: 'salt' },
    { parameter: 'times', column: 'n' },
  ],
}

it('a run sends its rows to a Gradio app, and goes on with what came back', { timeout: 60_000 }, async () => {
  const runId = await platform.start(asking(greeting))
  expect(await platform.ended(runId)).toMatchObject({ status: 'done', fault: null })
  expect(await platform.step(runId, 'ask')).toMatchObject({ status: 'done', rowsOut: 3, message: '3 of 3 rows' })
  expect(await platform.step(runId, 'after')).toMatchObject({ status: 'done', rowsOut: 3 })
})

it('a run that is cancelled leaves an app that does not answer', { timeout: 60_000 }, async () => {
  const runId = await platform.start(asking({ call: '/slow', inputs: [{ parameter: 'name', column: 'salt' }] }))
  await platform.until(runId, async () => (await platform.step(runId, 'ask')).status === 'running')
  await cancel(platform.as(platform.actor), { id: runId })
  expect(await platform.ended(runId)).toMatchObject({ status: 'cancelled' })
})
