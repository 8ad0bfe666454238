import { eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { firings, schedules, triggerFirings, triggers } from '#db/schema.ts'

/** A schedule or a trigger that made a run: what nobody started by hand. */
export interface SetOff {
  of: 'schedules' | 'triggers'
  name: string
}

export async function setOffBy(q: Queryable, runId: string): Promise<SetOff | null> {
  const [schedule] = await q
    .select({ name: schedules.name })
    .from(firings)
    .innerJoin(schedules, eq(schedules.id, firings.scheduleId))
    .where(eq(firings.runId, runId))
  if (schedule) return { of: 'schedules', ...schedule }
  const [trigger] = await q
    .select({ name: triggers.name })
    .from(triggerFirings)
    .innerJoin(triggers, eq(triggers.id, triggerFirings.triggerId))
    .where(eq(triggerFirings.runId, runId))
  return trigger ? { of: 'triggers', ...trigger } : null
}
