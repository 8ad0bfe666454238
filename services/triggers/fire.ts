import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { projects, triggerFirings, triggers } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Resources } from '../context.ts'
import { wish } from '../outbox/wish.ts'
import { parse } from '../parse.ts'
import { insertRun } from '../runs/insert.ts'
import { prepare } from '../runs/prepare.ts'
import type { FiringRow } from './arrive.ts'
import type { Values } from './condition.ts'
import { fillIn } from './fill-in.ts'
import type { TriggerRow } from './find.ts'
import { hold, settle } from './hold.ts'
import { judge } from './judge.ts'
import { measuredBy } from './measured.ts'
import { asOwner } from './owner-of.ts'
import { failed, worked } from './works.ts'

export const fireInput = z.object({ firingId: z.uuid() })

interface Waiting {
  firing: FiringRow
  trigger: TriggerRow
  project: string
}

/**
 * Settles what arrived: a run of the same id, made with the rights that the trigger's owner has now, or the reason why
 * there is none. Called twice, it is done once. Faults: those after which it is worth trying again.
 */
export async function fire(resources: Resources, input: z.input<typeof fireInput>): Promise<void> {
  const { firingId } = parse(fireInput, input)
  const waiting = await find(resources, firingId)
  if (!waiting) return
  try {
    const values = await valuesFor(resources, waiting)
    if (judge(waiting.trigger, waiting.firing, values).against) await leaveOut(resources, waiting, values)
    else await makeRun(resources, waiting, values)
  } catch (thrown) {
    const fault = Fault.of(thrown)
    if (fault.code === 'UNAVAILABLE' || fault.code === 'INTERNAL') throw thrown
    await resources.db.transaction(async (tx) => {
      const trigger = await hold(tx, waiting.firing)
      if (!trigger) return
      await settle(tx, trigger, waiting.firing, { outcome: 'failed', fault: fault.toJSON() })
      await failed(tx, trigger, { failingAt: 'fire', fault: fault.toJSON() })
    })
  }
}

async function find({ db }: Resources, firingId: string): Promise<Waiting | undefined> {
  const [found] = await db
    .select({ firing: triggerFirings, trigger: triggers, project: projects.slug })
    .from(triggerFirings)
    .innerJoin(triggers, eq(triggers.id, triggerFirings.triggerId))
    .innerJoin(projects, eq(projects.id, triggers.projectId))
    .where(eq(triggerFirings.id, firingId))
  return found?.firing.outcome === 'waiting' ? found : undefined
}

/** What the watched run measured; nothing for other kinds, and for what was sent by hand. */
async function valuesFor({ db }: Resources, { trigger, firing }: Waiting): Promise<Values | undefined> {
  const { event } = firing.payload as { event?: { run?: string } }
  return trigger.kind === 'metric' && !firing.by && event?.run ? await measuredBy(db, event.run) : undefined
}

async function leaveOut({ db }: Resources, { firing }: Waiting, values: Values | undefined): Promise<void> {
  await db.transaction(async (tx) => {
    const trigger = await hold(tx, firing)
    if (!trigger) return
    const { against, state } = judge(trigger, firing, values)
    if (!against) throw changedMeanwhile()
    await settle(tx, trigger, firing, against)
    await tx.update(triggers).set({ state }).where(eq(triggers.id, trigger.id))
    if (against.outcome === 'quiet') await worked(tx, trigger, 'fire')
  })
}

async function makeRun(resources: Resources, waiting: Waiting, values: Values | undefined): Promise<void> {
  const { firing, project } = waiting
  const { id } = firing
  const ctx = await asOwner(resources, waiting.trigger, project)
  authorize({ actor: ctx.actor }, 'run', 'start')
  const overrides = overridesOf(waiting, values)
  const prepared = await prepare(ctx, { pipeline: { id: waiting.trigger.pipelineId }, overrides })
  await resources.db.transaction(async (tx) => {
    const trigger = await hold(tx, firing)
    if (!trigger) return
    const { against, state } = judge(trigger, firing, values)
    if (against) throw changedMeanwhile()
    await insertRun(tx, ctx.actor, { id, prepared, overrides })
    await wish(tx, { kind: 'start-run', runId: id })
    await settle(tx, trigger, firing, { outcome: 'ran', runId: id })
    await tx.update(triggers).set({ state, firedAt: new Date() }).where(eq(triggers.id, trigger.id))
    await worked(tx, trigger, 'fire')
    const { slug, revision } = prepared
    const detail = { slug, revision, trigger: trigger.name, arrival: firing.key, by: firing.againBy ?? firing.by }
    await append(tx, ctx.actor, { action: 'start', resource: 'run', resourceId: id, detail })
  })
}

const changedMeanwhile = () => new Fault('UNAVAILABLE', 'the trigger has changed meanwhile')

function overridesOf({ trigger, firing }: Waiting, values: Values | undefined) {
  const { parameters, ...payload } = firing.payload as { parameters?: Record<string, string | number | boolean> }
  const filled = fillIn(trigger.overrides, {
    ...payload,
    ...(values && { value: values }),
    trigger: trigger.name,
    arrived_time: firing.arrivedAt.toISOString(),
    fired_time: new Date().toISOString(),
  })
  return { ...filled, ...parameters }
}
