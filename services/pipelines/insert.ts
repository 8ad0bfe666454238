import { sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { pipelines, revisions } from '#db/schema.ts'
import { specKey } from '#pipeline/content-key.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Spec } from '#pipeline/spec.ts'
import { append } from '../audit/append.ts'
import type { Actor } from '../context.ts'
import { notify } from '../events/notify.ts'
import { freeSlug } from './slug.ts'

export interface CreatedPipeline {
  id: string
  slug: string
  name: string
  revision: number
}

/** Names of a project's pipelines are given one at a time, so that two of one name get two slugs. */
export const lockNames = async (tx: Queryable, projectId: string): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`pipelines ${projectId}`}, 0))`)
}

/** A new pipeline with its first revision; the caller holds `lockNames`. */
export async function insert(tx: Queryable, actor: Actor, spec: Spec): Promise<CreatedPipeline> {
  const { projectId, userId } = actor
  const slug = await freeSlug(tx, projectId, spec.name)
  const [row] = await tx
    .insert(pipelines)
    .values({ projectId, slug, name: spec.name, head: 1 })
    .returning({ id: pipelines.id })
  if (!row) throw new Fault('INTERNAL', 'no row')
  await tx.insert(revisions).values({ pipelineId: row.id, number: 1, spec, key: specKey(spec), createdBy: userId })
  await notify(tx, { project: projectId, topic: 'pipeline', id: row.id })
  await append(tx, actor, { action: 'create', resource: 'pipeline', resourceId: row.id, detail: { slug } })
  return { id: row.id, slug, name: spec.name, revision: 1 }
}
