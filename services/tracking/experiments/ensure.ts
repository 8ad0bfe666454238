import { and, eq, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { experiments, projects } from '#db/schema.ts'
import { ensureDefault } from './find.ts'

/** The id of the experiment of this name, which is made where there is none. */
export async function ensureExperiment(tx: Queryable, projectId: string, name: string): Promise<string> {
  const named = () =>
    tx
      .select({ id: experiments.id })
      .from(experiments)
      .where(and(eq(experiments.projectId, projectId), eq(experiments.name, name)))
  const [known] = await named()
  if (known) return known.id
  // Numbers are dense, so whoever makes one waits for whoever is making one.
  await tx.select({ id: projects.id }).from(projects).where(eq(projects.id, projectId)).for('no key update')
  await ensureDefault(tx, projectId)
  const number = sql`(select max(number) + 1 from ${experiments} where project_id = ${projectId})`
  await tx.insert(experiments).values({ projectId, number, name }).onConflictDoNothing()
  const [made] = await named()
  if (!made) throw new Error(`no row: ${name}`)
  return made.id
}
