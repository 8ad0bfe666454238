import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { pipelines, revisions } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Spec } from '#pipeline/spec.ts'

/** A pipeline by one of its names, and what else is asked. */
export const pipelineAnd = <T extends z.core.$ZodLooseShape>(more: T) =>
  z.union([z.object({ id: z.uuid(), ...more }), z.object({ slug: z.string(), ...more })])

export const pipelineRef = pipelineAnd({})
export type PipelineRef = z.infer<typeof pipelineRef>

export type PipelineRow = typeof pipelines.$inferSelect

/** Faults: NOT_FOUND, also for a pipeline of another project. */
export async function findPipeline(q: Queryable, projectId: string, ref: PipelineRef): Promise<PipelineRow> {
  const named = 'id' in ref ? eq(pipelines.id, ref.id) : eq(pipelines.slug, ref.slug)
  const [row] = await q
    .select()
    .from(pipelines)
    .where(and(eq(pipelines.projectId, projectId), named, isNull(pipelines.deletedAt)))
  if (!row) throw new Fault('NOT_FOUND', `no such pipeline: ${'id' in ref ? ref.id : ref.slug}`)
  return row
}

export interface FoundRevision {
  pipelineId: string
  slug: string
  name: string
  /** Number of the newest revision. */
  head: number
  revisionId: string
  revision: number
  spec: Spec
  createdBy: string
  createdAt: Date
}

/** Faults: NOT_FOUND. */
export async function findRevision(
  q: Queryable,
  projectId: string,
  ref: PipelineRef,
  number?: number,
): Promise<FoundRevision> {
  const { id: pipelineId, slug, name, head } = await findPipeline(q, projectId, ref)
  const [row] = await q
    .select()
    .from(revisions)
    .where(and(eq(revisions.pipelineId, pipelineId), eq(revisions.number, number ?? head)))
  if (!row) throw new Fault('NOT_FOUND', `no such revision of ${slug}: ${number}`)
  const { id: revisionId, number: revision, spec, createdBy, createdAt } = row
  return { pipelineId, slug, name, head, revisionId, revision, spec, createdBy, createdAt }
}
