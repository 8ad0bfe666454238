import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firings as firingRows, members, schedules, users } from '#db/schema.ts'
import { emptySpec, type Spec } from '#pipeline/spec.ts'
import type { Context } from '#services/context.ts'
import { create as createPipeline } from '#services/pipelines/create.ts'
import { save } from '#services/pipelines/save.ts'
import { cancel } from '#services/runs/cancel.ts'
import { get as getRun } from '#services/runs/get.ts'
import { workflowOf } from '#services/runs/workflow-of.ts'
import { backfill } from '#services/schedules/backfill.ts'
import { create } from '#services/schedules/create.ts'
import { firings } from '#services/schedules/firings.ts'
import { foresee } from '#services/schedules/foresee.ts'
import { pause } from '#services/schedules/pause.ts'
import { remove } from '#services/schedules/remove.ts'
import { runNow } from '#services/schedules/run-now.ts'
import { update } from '#services/schedules/update.ts'
import { connectOrchestrator, type Orchestrator } from '../client.ts'
import type { OpenWorker } from '../open-worker.ts'
import { copyingKernels } from '../testing/copying-kernels.ts'
import { specOf, type TestPlatform, testPlatform } from '../testing/platform.ts'
import { type TestTemporal, testTemporal } from '../testing/temporal.ts'
import { testWorker } from '../testing/worker.ts'

describe('schedules', () => {
  let platform: TestPlatform
  let temporal: TestTemporal
  let orchestrator: Orchestrator
  let worker: OpenWorker
  let ctx: Context
  let pipeline: { id: string }

  beforeAll(async () => {
    ;[platform, temporal] = await Promise.all([testPlatform(), testTemporal()])
    orchestrator = connectOrchestrator(temporal.address)
    worker = await testWorker(platform, temporal, copyingKernels)
    const actor = { ...platform.actor, userId: randomUUID() }
    await platform.db.insert(users).values({ id: actor.userId, name: 'Eve', email: 'eve@example.org' })
    await platform.db.insert(members).values({ projectId: actor.projectId, userId: actor.userId, role: 'owner' })
    ctx = { ...platform, calendar: orchestrator.calendar, actor }
    pipeline = await createPipeline(ctx, { name: 'Numbers' })
    const spec: Spec = {
      ...emptySpec('Numbers'),
      parameters: { day: 'never' },
      nodes: { numbers: { kind: 'etl.numbers', params: { salt: '{{ day }}' } } },
    }
    await save(ctx, { id: pipeline.id, base: 1, spec })
  })
  afterAll(async () => {
    await worker?.close()
    await orchestrator?.close()
    await Promise.all([platform?.close(), temporal?.close()])
  })

  const daily = { kind: 'cron', expression: '0 6 * * *', timeZone: 'Europe/Berlin' } as const
  const newSchedule = (more: Partial<Parameters<typeof create>[1]> = {}) =>
    create(ctx, { pipeline: { id: pipeline.id }, name: randomUUID(), timing: daily, ...more })
  const fired = async (id: string, count: number) => {
    let rows = await firings(ctx, { schedule: { id }, limit: 500 })
    const all = () => rows.filter(({ firedAt }) => firedAt)
    const isDone = () => all().length >= count && all().every(({ run }) => !run || run.endedAt)
    if (isDone()) return all()
    return await new Promise<ReturnType<typeof all>>((resolve, reject) => {
      const look = async () => {
        rows = await firings(ctx, { schedule: { id }, limit: 500 })
        if (isDone()) resolve(all())
      }
      platform.signals.on('espalier', () => void look().catch(reject)).then(look, reject)
    })
  }

  it('foretell what Temporal will do, on the clock of their zone', async () => {
    const times = await foresee(ctx, { timing: daily, limit: 20 })
    expect(times).toHaveLength(20)
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', timeStyle: 'short' })
    expect(new Set(times.map((time) => clock.format(time)))).toEqual(new Set(['06:00']))
  })

  it('fire on calendars and intervals as well', async () => {
    const workdays = { kind: 'calendar' as const, times: ['09:30'], weekdays: [1, 5], timeZone: 'Asia/Kolkata' }
    const days = (await foresee(ctx, { timing: workdays, limit: 4 })).map((time) => time.getUTCDay())
    expect(new Set(days)).toEqual(new Set([1, 5]))
    const [first, second] = await foresee(ctx, { timing: { kind: 'interval', everySeconds: 90 }, limit: 2 })
    expect((second?.getTime() ?? 0) - (first?.getTime() ?? 0)).toBe(90_000)
  })

  it('are refused where they never fire, or are on no clock', async () => {
    await expect(newSchedule({ timing: { ...daily, expression: '0 0 30 2 *' } })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'this never fires',
    })
    await expect(newSchedule({ timing: { ...daily, timeZone: 'Mars/Olympus' } })).rejects.toThrow('Mars/Olympus')
    await expect(newSchedule({ timing: { ...daily, expression: '99 * * * *' } })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    })
    await expect(newSchedule({ overrides: { day: '{{ tomorrow }}' } })).rejects.toThrow('scheduled_date')
  })

  it('run the pipeline at once when asked, with the parameters of the firing', async () => {
    const { id } = await newSchedule({ overrides: { day: 'of {{ scheduled_date }}' } })
    await runNow(ctx, { id })
    const [firing] = await fired(id, 1)
    const run = await getRun(ctx, { id: firing?.run?.id as string })
    expect(run.status).toBe('done')
    expect(JSON.stringify(run)).toContain(`of ${firing?.scheduledAt.toISOString().slice(0, 10)}`)
  })

  it('make up for a range of the past, each time once and in order', async () => {
    const { id } = await newSchedule()
    const [from, until] = ['2026-01-01T00:00:00Z', '2026-01-05T00:00:00Z']
    expect(await backfill(ctx, { schedule: { id }, from, until })).toEqual({ firings: 4 })
    const rows = await fired(id, 4)
    expect(rows.map(({ scheduledAt }) => scheduledAt.toISOString().slice(0, 13)).toReversed()).toEqual(
      ['01', '02', '03', '04'].map((day) => `2026-01-${day}T05`),
    )
    await expect(backfill(ctx, { schedule: { id }, from: until, until: from })).rejects.toThrow('nothing was due')
    await expect(backfill(ctx, { schedule: { id }, from, until: '2999-01-01' })).rejects.toThrow('future')
  })

  it('run with the rights that their owner has now', async () => {
    const { id } = await newSchedule()
    const mine = eq(members.userId, ctx.actor.userId)
    await platform.db.update(members).set({ role: 'viewer' }).where(mine)
    await runNow(ctx, { id })
    const [firing] = await fired(id, 1).finally(() => platform.db.update(members).set({ role: 'owner' }).where(mine))
    expect(firing).toMatchObject({ run: null, fault: { code: 'FORBIDDEN' } })
  })

  it('change in Temporal as they change in the record, and never fire for the past', async () => {
    const { id, name } = await newSchedule()
    await update(ctx, { id, name, timing: { ...daily, expression: '0 7 * * *' } })
    await pause(ctx, { id })
    await runNow(ctx, { id })
    await fired(id, 1)
    const held = await orchestrator.client.schedule.getHandle(`schedule-${id}`).describe()
    expect(held.state.paused).toBe(true)
    expect(held.info.numActionsTaken).toBe(1)
    expect(JSON.stringify(held.spec.calendars)).toContain('"start":7')

    await remove(ctx, { id })
    const other = await newSchedule({ name })
    await runNow(ctx, { id: other.id })
    await fired(other.id, 1)
    await expect(orchestrator.client.schedule.getHandle(`schedule-${id}`).describe()).rejects.toThrow()
  })

  it('tell which of their times were missed', async () => {
    const { id } = await newSchedule()
    await platform.db
      .update(schedules)
      .set({ activeSince: new Date(Date.now() - 3 * 86_400_000) })
      .where(eq(schedules.id, id))
    const missed = (await firings(ctx, { schedule: { id } })).filter(({ firedAt }) => !firedAt)
    expect(missed).toHaveLength(3)
    await platform.db.insert(firingRows).values({
      id: randomUUID(),
      scheduleId: id,
      scheduledAt: missed[1]?.scheduledAt as Date,
    })
    const left = (await firings(ctx, { schedule: { id } })).filter(({ firedAt }) => !firedAt)
    expect(left.map(({ scheduledAt }) => scheduledAt)).toEqual([missed[0]?.scheduledAt, missed[2]?.scheduledAt])
  })

  it('become their runs, which can be cancelled', async () => {
    const waiting = await createPipeline(ctx, { name: 'Waits' })
    const nodes = {
      numbers: { kind: 'etl.numbers', params: { salt: 'waits' } },
      train: { kind: 'training.slow', params: { diary: '', gate: 'never' }, from: { rows: 'numbers' } },
    }
    await save(ctx, { id: waiting.id, base: 1, spec: { ...specOf(nodes), name: 'Waits' } })
    const { id } = await newSchedule({ pipeline: { id: waiting.id } })
    await runNow(ctx, { id })
    const begun = async () => (await firings(ctx, { schedule: { id } })).find(({ run }) => run)?.run?.id
    await new Promise<void>((resolve, reject) => {
      const look = async () => {
        const run = await begun()
        if (run && (await platform.step(run, 'train')).status === 'running') resolve()
      }
      platform.signals.on('espalier', () => void look().catch(reject)).then(look, reject)
    })
    const run = (await begun()) as string
    const handle = orchestrator.client.workflow.getHandle((await workflowOf(platform, run)) as string)
    expect(await handle.describe()).toMatchObject({ type: 'runPipeline', status: { name: 'RUNNING' } })
    await cancel(ctx, { id: run })
    expect(await platform.ended(run)).toMatchObject({ status: 'cancelled' })
  })

  it('are counted to the end of a long range, and tell of the newest that were missed', async () => {
    const { id } = await newSchedule({ timing: { kind: 'interval', everySeconds: 60 } })
    const until = new Date()
    const from = new Date(until.getTime() - 3 * 86_400_000)
    await expect(backfill(ctx, { schedule: { id }, from, until })).rejects.toThrow('more than 1000')
    await platform.db.update(schedules).set({ activeSince: from }).where(eq(schedules.id, id))
    const rows = await firings(ctx, { schedule: { id } })
    expect(rows).toHaveLength(100)
    expect(rows[0]?.scheduledAt.getTime()).toBeGreaterThan(until.getTime() - 180_000)
    await remove(ctx, { id })
  })

  it('fire by themselves', async () => {
    const { id } = await newSchedule({ timing: { kind: 'interval', everySeconds: 10 }, overlap: 'allow-all' })
    const [firing] = await fired(id, 1)
    await remove(ctx, { id })
    expect(firing?.run?.status).toBe('done')
    expect((firing?.scheduledAt.getTime() ?? 1) % 10_000).toBe(0)
  })
})
