import { and, eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { pipelines, revisions } from '#db/schema.ts'
import { canonical } from '#pipeline/canonical.ts'
import { specKey } from '#pipeline/content-key.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Spec } from '#pipeline/spec.ts'
import { append } from '../audit/append.ts'
import type { Actor } from '../context.ts'
import { notify } from '../events/notify.ts'

/**
 * The revision after `base`; no new one where nothing changed. The row of the pipeline is the lock. Faults: CONFLICT when
 * `base` is not the newest.
 */
export async function addRevision(
  tx: Queryable,
  actor: Actor,
  { pipelineId, base, spec }: { pipelineId: string; base: number; spec: Spec },
): Promise<number> {
  const { projectId, userId } = actor
  const [row] = await tx
    .select({ head: pipelines.head, slug: pipelines.slug })
    .from(pipelines)
    .where(and(eq(pipelines.id, pipelineId), eq(pipelines.projectId, projectId)))
    .for('update')
  if (!row) throw new Fault('NOT_FOUND', `no such pipeline: ${pipelineId}`)
  if (row.head !== base)
    throw new Fault('CONFLICT', `somebody saved revision ${row.head} in the meantime; this was made from: ${base}`, {
      hint: 'load the newest revision and make the change again',
    })
  const [newest] = await tx
    .select({ spec: revisions.spec })
    .from(revisions)
    .where(and(eq(revisions.pipelineId, pipelineId), eq(revisions.number, base)))
  if (newest && canonical(newest.spec) === canonical(spec)) return base
  const number = base + 1
  await tx.insert(revisions).values({ pipelineId, number, spec, key: specKey(spec), createdBy: userId })
  await tx
    .update(pipelines)
    .set({ head: number, name: spec.name, updatedAt: new Date() })
    .where(eq(pipelines.id, pipelineId))
  await notify(tx, { project: projectId, topic: 'pipeline', id: pipelineId })
  await append(tx, actor, {
    action: 'save',
    resource: 'pipeline',
    resourceId: pipelineId,
    detail: { slug: row.slug, revision: number },
  })
  return number
}
