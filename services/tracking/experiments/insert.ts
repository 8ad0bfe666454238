import { and, eq, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { experiments, projects } from '#db/schema.ts'
import { ensureDefault } from './find.ts'

interface NewExperiment {
  name: string
  artifactLocation?: string | undefined
}

interface Numbered {
  id: string
  number: number
}

/** The next experiment of a project; undefined where its name is taken. */
export async function insertExperiment(
  tx: Queryable,
  projectId: string,
  experiment: NewExperiment,
): Promise<Numbered | undefined> {
  // Numbers are dense and never given again, so whoever makes one waits for whoever is making one.
  await tx.select({ id: projects.id }).from(projects).where(eq(projects.id, projectId)).for('no key update')
  await ensureDefault(tx, projectId)
  const number = sql`(select greatest(max(e.number), max(p.gone_experiment)) + 1
    from ${experiments} e join ${projects} p on p.id = e.project_id where p.id = ${projectId})`
  const [made] = await tx
    .insert(experiments)
    .values({ projectId, number, ...experiment })
    .onConflictDoNothing()
    .returning({ id: experiments.id, number: experiments.number })
  return made
}

/** The experiment of this name, which is made where there is none. */
export async function ensureExperiment(tx: Queryable, projectId: string, name: string): Promise<{ id: string }> {
  const named = async () => {
    const condition = and(eq(experiments.projectId, projectId), eq(experiments.name, name))
    const [row] = await tx.select({ id: experiments.id }).from(experiments).where(condition)
    return row
  }
  const found = (await named()) ?? (await insertExperiment(tx, projectId, { name })) ?? (await named())
  if (!found) throw new Error(`no row: ${name}`)
  return found
}
