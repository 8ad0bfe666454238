import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { schedules } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'

export const scheduleRef = z.union([z.object({ id: z.uuid() }), z.object({ name: z.string() })])
export type ScheduleRef = z.infer<typeof scheduleRef>

export type ScheduleRow = typeof schedules.$inferSelect

const whereIs = (projectId: string, ref: ScheduleRef) =>
  and(
    eq(schedules.projectId, projectId),
    'id' in ref ? eq(schedules.id, ref.id) : eq(schedules.name, ref.name),
    isNull(schedules.deletedAt),
  )

const demand = (row: ScheduleRow | undefined, ref: ScheduleRef): ScheduleRow => {
  if (!row) throw new Fault('NOT_FOUND', `no such schedule: ${'id' in ref ? ref.id : ref.name}`)
  return row
}

/** Faults: NOT_FOUND, also for a schedule of another project. */
export async function findSchedule(q: Queryable, projectId: string, ref: ScheduleRef): Promise<ScheduleRow> {
  const [row] = await q.select().from(schedules).where(whereIs(projectId, ref))
  return demand(row, ref)
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockSchedule(tx: Queryable, projectId: string, ref: ScheduleRef): Promise<ScheduleRow> {
  const [row] = await tx.select().from(schedules).where(whereIs(projectId, ref)).for('update')
  return demand(row, ref)
}
