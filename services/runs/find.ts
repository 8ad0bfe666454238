import { and, eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { runs } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'

export type RunRow = typeof runs.$inferSelect

/** Faults: NOT_FOUND, also for a run of another project. */
export async function find(q: Queryable, projectId: string, id: string): Promise<RunRow> {
  const [row] = await q
    .select()
    .from(runs)
    .where(and(eq(runs.projectId, projectId), eq(runs.id, id)))
  if (!row) throw new Fault('NOT_FOUND', `no such run: ${id}`)
  return row
}

/** The same, locked until the transaction ends. */
export async function lock(tx: Queryable, projectId: string, id: string): Promise<RunRow> {
  const [row] = await tx
    .select()
    .from(runs)
    .where(and(eq(runs.projectId, projectId), eq(runs.id, id)))
    .for('update')
  if (!row) throw new Fault('NOT_FOUND', `no such run: ${id}`)
  return row
}
