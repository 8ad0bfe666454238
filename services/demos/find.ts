import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { demos } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { otherName } from '#pipeline/nearest.ts'
import type { Actor } from '../context.ts'

export const demoName = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and single hyphens, such as late-flights')

export const demoRef = z.object({ name: z.string() })

export type DemoRow = typeof demos.$inferSelect

/** Faults: NOT_FOUND, also for a demo of another project, and for any but their own where a visitor asks. */
export async function findDemo(q: Queryable, { projectId, visit }: Actor, name: string): Promise<DemoRow> {
  const [row] = await q
    .select()
    .from(demos)
    .where(and(eq(demos.projectId, projectId), eq(demos.name, name), isNull(demos.deletedAt)))
  if (row && (!visit || visit.demoId === row.id)) return row
  throw new Fault('NOT_FOUND', `no such demo: ${name}`, visit ? {} : { hint: await others(q, projectId, name) })
}

/** The same, held until the transaction ends. */
export async function holdDemo(tx: Queryable, actor: Actor, name: string): Promise<DemoRow> {
  const { id } = await findDemo(tx, actor, name)
  await tx.select({ id: demos.id }).from(demos).where(eq(demos.id, id)).for('update')
  return await findDemo(tx, actor, name)
}

async function others(q: Queryable, projectId: string, name: string): Promise<string> {
  const rows = await q
    .select({ name: demos.name })
    .from(demos)
    .where(and(eq(demos.projectId, projectId), isNull(demos.deletedAt)))
    .orderBy(demos.name)
  if (rows.length === 0) return 'no demo has been made yet: make one from the page of a model version or an endpoint'
  return otherName(
    name,
    rows.map((row) => row.name),
  )
}
