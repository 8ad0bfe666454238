import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { triggers } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'

export const triggerRef = z.union([z.object({ id: z.uuid() }), z.object({ name: z.string() })])
export type TriggerRef = z.infer<typeof triggerRef>

export type TriggerRow = typeof triggers.$inferSelect

const whereIs = (projectId: string, ref: TriggerRef) =>
  and(
    eq(triggers.projectId, projectId),
    'id' in ref ? eq(triggers.id, ref.id) : eq(triggers.name, ref.name),
    isNull(triggers.deletedAt),
  )

const demand = (row: TriggerRow | undefined, ref: TriggerRef): TriggerRow => {
  if (!row) throw new Fault('NOT_FOUND', `no such trigger: ${'id' in ref ? ref.id : ref.name}`)
  return row
}

/** Faults: NOT_FOUND, also for a trigger of another project. */
export async function findTrigger(q: Queryable, projectId: string, ref: TriggerRef): Promise<TriggerRow> {
  const [row] = await q.select().from(triggers).where(whereIs(projectId, ref))
  return demand(row, ref)
}

/** The same, and nobody else changes it until the transaction ends; arrivals go on. */
export async function lockTrigger(tx: Queryable, projectId: string, ref: TriggerRef): Promise<TriggerRow> {
  const [row] = await tx.select().from(triggers).where(whereIs(projectId, ref)).for('no key update')
  return demand(row, ref)
}
