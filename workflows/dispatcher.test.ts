import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { alerts, outbox, pipelines, schedules } from '#db/schema.ts'
import { wish } from '#services/outbox/wish.ts'
import { connectOrchestrator, type Orchestrator, workflowId } from './client.ts'
import { dispatch } from './dispatcher.ts'
import { temporalScheduleId } from './schedules/sync-schedule.ts'
import { specOf, type TestPlatform, testPlatform } from './testing/platform.ts'
import { type TestTemporal, testTemporal } from './testing/temporal.ts'

let platform: TestPlatform
let temporal: TestTemporal
let orchestrator: Orchestrator
beforeAll(async () => {
  ;[platform, temporal] = await Promise.all([testPlatform(), testTemporal()])
  orchestrator = connectOrchestrator(temporal.address)
})
afterAll(async () => {
  await orchestrator?.close()
  await Promise.all([platform?.close(), temporal?.close()])
})

const startRun = () => platform.start(specOf({ numbers: { kind: 'etl.numbers', params: { salt: randomUUID() } } }))
const due = () => platform.db.update(outbox).set({ dueAt: new Date(0) })
const openAlerts = () => platform.db.select().from(alerts).where(eq(alerts.projectId, platform.actor.projectId))

it('a wish that Temporal always refuses holds up no other, is told, and keeps the order of its own subject', async () => {
  await startRun()
  const [pipeline] = await platform.db.select().from(pipelines)
  const [schedule] = await platform.db
    .insert(schedules)
    .values({
      ...{ projectId: platform.actor.projectId, pipelineId: pipeline?.id ?? '', name: 'nightly', ownerId: 'someone' },
      timing: { kind: 'cron', expression: '0 3 * * *', timeZone: 'Mars/Olympus' },
    })
    .returning()
  const scheduleId = schedule?.id ?? ''
  await wish(platform.db, { kind: 'sync-schedule', scheduleId })
  await wish(platform.db, { kind: 'fire-schedule', scheduleId })
  const runId = await startRun()
  await dispatch(platform, orchestrator.client)
  expect(await orchestrator.client.workflow.getHandle(workflowId(runId)).describe()).toMatchObject({
    type: 'runPipeline',
  })
  const unsent = async () =>
    (await platform.db.select().from(outbox).orderBy(outbox.id)).filter(({ sentAt }) => !sentAt)
  expect((await unsent()).map(({ kind, attempts }) => [kind, attempts])).toEqual([
    ['sync-schedule', 1],
    ['fire-schedule', 0],
  ])
  expect(await openAlerts()).toEqual([])

  for (const _ of [2, 3]) {
    await due()
    await dispatch(platform, orchestrator.client)
  }
  expect(await openAlerts()).toMatchObject([
    {
      title: 'nightly waits',
      link: '/schedules/nightly',
      settledAt: null,
      what: expect.stringContaining('Mars/Olympus'),
    },
  ])

  await platform.db
    .update(schedules)
    .set({ timing: { kind: 'cron', expression: '0 3 * * *', timeZone: 'Europe/Rome' } })
  await due()
  await dispatch(platform, orchestrator.client)
  expect(await unsent()).toEqual([])
  expect(await openAlerts()).toMatchObject([{ settledAt: expect.any(Date) }])
  const { info } = await orchestrator.client.schedule.getHandle(temporalScheduleId(scheduleId)).describe()
  expect(info.numActionsTaken).toBe(1)
})
