import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { projects, triggers } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Context, Resources } from '../context.ts'
import { parse } from '../parse.ts'
import type { TriggerRow } from './find.ts'
import { lookForRows } from './look-for-rows.ts'
import { lookInFolder } from './look-in-folder.ts'
import { asOwner } from './owner-of.ts'
import { failed, worked } from './works.ts'

export const lookInput = z.object({ triggerId: z.uuid() })

/**
 * One look of a trigger that looks by itself, with the rights of its owner; what keeps it from looking is told on its page.
 * Answers after how many seconds it is worth looking again before the next one is due.
 */
export async function look(resources: Resources, input: z.input<typeof lookInput>): Promise<{ soon: number | null }> {
  const { triggerId } = parse(lookInput, input)
  const { db } = resources
  const [found] = await db
    .select({ trigger: triggers, project: projects.slug })
    .from(triggers)
    .innerJoin(projects, eq(projects.id, triggers.projectId))
    .where(and(eq(triggers.id, triggerId), isNull(triggers.deletedAt), isNull(triggers.pausedAt)))
  if (!found) return { soon: null }
  const { trigger, project } = found
  try {
    const looked = await lookAsOwner(await asOwner(resources, trigger, project), trigger)
    await db.transaction(async (tx) => {
      await tx.update(triggers).set({ lookedAt: new Date() }).where(eq(triggers.id, triggerId))
      await worked(tx, trigger, 'look')
    })
    return looked
  } catch (thrown) {
    const fault = Fault.of(thrown).toJSON()
    await db.transaction((tx) => failed(tx, trigger, { failingAt: 'look', fault }))
    return { soon: null }
  }
}

async function lookAsOwner(ctx: Context, trigger: TriggerRow): Promise<{ soon: number | null }> {
  const { watch } = trigger
  if (watch.kind === 'query') await lookForRows(ctx, trigger, watch)
  if (watch.kind !== 'folder') return { soon: null }
  const { soon } = await lookInFolder(ctx, trigger, watch)
  if (!trigger.state.looked)
    await ctx.db
      .update(triggers)
      .set({ state: { ...trigger.state, looked: true } })
      .where(eq(triggers.id, trigger.id))
  return { soon: soon ? watch.settleSeconds : null }
}
