import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { experiments, experimentTags } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'

export interface Tag {
  key: string
  value: string
}

export interface Experiment {
  id: string
  number: number
  name: string
  description: string | null
  artifactLocation: string | null
  createdAt: Date
  updatedAt: Date
  deletedAt: Date | null
  tags: Tag[]
}

export const experimentColumns = {
  id: experiments.id,
  number: experiments.number,
  name: experiments.name,
  description: experiments.description,
  artifactLocation: experiments.artifactLocation,
  createdAt: experiments.createdAt,
  updatedAt: experiments.updatedAt,
  deletedAt: experiments.deletedAt,
  tags: sql<Tag[]>`coalesce((
    select json_agg(json_build_object('key', t.key, 'value', t.value) order by t.key)
    from ${experimentTags} t where t.experiment_id = ${experiments}.id
  ), '[]')`,
}

/** Every project has experiment 0 from birth, without anybody having to make it. */
export async function ensureDefault(q: Queryable, projectId: string): Promise<void> {
  await q.insert(experiments).values({ projectId, number: 0, name: 'Default' }).onConflictDoNothing()
}

async function first(q: Queryable, projectId: string, condition: SQL): Promise<Experiment | undefined> {
  const [row] = await q
    .select(experimentColumns)
    .from(experiments)
    .where(and(eq(experiments.projectId, projectId), condition))
  return row
}

/** The experiment of a number, deleted ones too. Faults: NOT_FOUND, in the words that MLflow's clients look for. */
export async function find(q: Queryable, projectId: string, number: number): Promise<Experiment> {
  const condition = eq(experiments.number, number)
  const found = await first(q, projectId, condition)
  if (found) return found
  if (number === 0) {
    await ensureDefault(q, projectId)
    const made = await first(q, projectId, condition)
    if (made) return made
  }
  throw new Fault('NOT_FOUND', `No Experiment with id=${number} exists`)
}

/** The experiment of a name, deleted ones too. Faults: NOT_FOUND. */
export async function findByName(q: Queryable, projectId: string, name: string): Promise<Experiment> {
  if (name === 'Default') await ensureDefault(q, projectId)
  const found = await first(q, projectId, eq(experiments.name, name))
  if (!found) throw new Fault('NOT_FOUND', `Could not find experiment with name '${name}'`)
  return found
}

/** Faults: INVALID_INPUT for one in the trash. */
export function demandActive({ number, deletedAt }: Experiment): void {
  if (deletedAt)
    throw new Fault(
      'INVALID_INPUT',
      `The experiment ${number} must be in the 'active' state. Current state is deleted.`,
    )
}
