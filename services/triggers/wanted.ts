import { and, eq, inArray, isNull, lt } from 'drizzle-orm'
import { triggerFirings, triggers } from '#db/schema.ts'
import type { Resources } from '../context.ts'
import type { TriggerRow } from './find.ts'

/** A trigger whose rhythm Temporal should keep; nothing where it should keep none. */
export async function wantedTrigger({ db }: Pick<Resources, 'db'>, id: string): Promise<TriggerRow | undefined> {
  const [row] = await db.select().from(triggers).where(eq(triggers.id, id))
  return row?.deletedAt ? undefined : row
}

/** All that look by themselves, by id. */
export async function lookingTriggers({ db }: Pick<Resources, 'db'>): Promise<string[]> {
  const rows = await db
    .select({ id: triggers.id })
    .from(triggers)
    .where(and(inArray(triggers.kind, ['folder', 'query']), isNull(triggers.deletedAt)))
  return rows.map(({ id }) => id)
}

/** Firings of all projects that arrived before a moment and that nobody has settled. */
export async function unsettled({ db }: Pick<Resources, 'db'>, { before }: { before: Date }): Promise<string[]> {
  const rows = await db
    .select({ id: triggerFirings.id })
    .from(triggerFirings)
    .where(and(eq(triggerFirings.outcome, 'waiting'), lt(triggerFirings.arrivedAt, before)))
  return rows.map(({ id }) => id)
}
