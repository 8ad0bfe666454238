import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { firings, projects, schedules } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { raise } from '../alerts/raise.ts'
import { settle } from '../alerts/settle.ts'
import { append } from '../audit/append.ts'
import { actorOfUser } from '../auth/actor-of-user.ts'
import type { Actor, Resources } from '../context.ts'
import { notify } from '../events/notify.ts'
import { tally } from '../gauges/tally.ts'
import { parse } from '../parse.ts'
import { insertRun } from '../runs/insert.ts'
import { prepare } from '../runs/prepare.ts'
import { fillIn } from './fill-in.ts'

export const fireInput = z.object({
  scheduleId: z.uuid(),
  /** Of the firing: told twice, it is one, and its run has this id. */
  id: z.uuid(),
  scheduledAt: z.coerce.date(),
  /** In Temporal, which becomes that of the run. */
  workflow: z.string(),
})

/**
 * A firing, and the run it makes with the rights that the schedule's owner has now; none where the schedule is gone, and
 * none, with the reason kept, where the pipeline cannot run. Whoever calls goes on as the run's workflow.
 */
export async function fire(resources: Resources, input: z.input<typeof fireInput>): Promise<{ runId: string | null }> {
  const { scheduleId, id, scheduledAt, workflow } = parse(fireInput, input)
  const { db } = resources
  const [former] = await db.select({ runId: firings.runId }).from(firings).where(eq(firings.id, id))
  if (former) return former
  const [found] = await db
    .select({ schedule: schedules, project: projects.slug })
    .from(schedules)
    .innerJoin(projects, eq(projects.id, schedules.projectId))
    .where(eq(schedules.id, scheduleId))
  if (!found || found.schedule.deletedAt) return { runId: null }
  const { schedule, project } = found
  const firing = { id, scheduleId, scheduledAt, firedAt: new Date() }
  try {
    const actor = await ownerOf(resources, schedule.ownerId, project)
    authorize({ actor }, 'run', 'start')
    const overrides = fillIn(schedule.overrides, { schedule: schedule.name, ...firing })
    const prepared = await prepare({ ...resources, actor }, { pipeline: { id: schedule.pipelineId }, overrides })
    const { slug, revision } = prepared
    await db.transaction(async (tx) => {
      await insertRun(tx, actor, { id, prepared, overrides, workflow })
      await tx.insert(firings).values({ ...firing, runId: id })
      for (const kind of ['schedule-missed', 'schedule-refused'])
        await settle(tx, { projectId: schedule.projectId, key: `${kind}:${scheduleId}` })
      await tally(tx, { projectId: schedule.projectId, name: 'firings', label: 'run' })
      await notify(tx, { project: schedule.projectId, topic: 'schedule', id: scheduleId })
      const detail = { slug, revision, schedule: schedule.name, scheduledAt: scheduledAt.toISOString() }
      await append(tx, actor, { action: 'start', resource: 'run', resourceId: id, detail })
    })
    return { runId: id }
  } catch (thrown) {
    const fault = Fault.of(thrown)
    if (fault.code === 'UNAVAILABLE' || fault.code === 'INTERNAL') throw thrown
    await db.transaction(async (tx) => {
      await tx.insert(firings).values({ ...firing, fault: fault.toJSON() })
      await tally(tx, { projectId: schedule.projectId, name: 'firings', label: 'refused' })
      await raise(tx, {
        ...{ projectId: schedule.projectId, key: `schedule-refused:${scheduleId}`, severity: 'critical' },
        ...{ title: `${schedule.name} cannot run`, what: `a firing made no run: ${fault.message}`, since: scheduledAt },
        link: `/schedules/${encodeURIComponent(schedule.name)}`,
      })
      await notify(tx, { project: schedule.projectId, topic: 'schedule', id: scheduleId })
    })
    return { runId: null }
  }
}

async function ownerOf(resources: Resources, userId: string, project: string): Promise<Actor> {
  return await actorOfUser(resources, { userId, project }).catch((thrown) => {
    if (Fault.of(thrown).code !== 'NOT_FOUND') throw thrown
    throw new Fault('FORBIDDEN', 'the owner of the schedule is no member of the project any more', {
      hint: 'make the schedule again as somebody who is',
    })
  })
}
