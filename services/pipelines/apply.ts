import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { pipelines } from '#db/schema.ts'
import { parseSpec } from '#pipeline/spec.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { addRevision } from './add-revision.ts'
import { type CreatedPipeline, insert, lockNames } from './insert.ts'
import { slugOf } from './slug.ts'

export const applyInput = z.object({ spec: z.unknown() })

export interface AppliedPipeline extends CreatedPipeline {
  outcome: 'created' | 'changed' | 'unchanged'
}

/** Makes the project's pipeline of this name what the spec says, whatever it was before. Faults: INVALID_INPUT. */
export async function apply(ctx: Context, input: z.input<typeof applyInput>): Promise<AppliedPipeline> {
  authorize(ctx, 'pipeline', 'write')
  const spec = parseSpec(parse(applyInput, input).spec)
  const { projectId } = ctx.actor
  return await ctx.db.transaction(async (tx) => {
    await lockNames(tx, projectId)
    const find = (named: ReturnType<typeof eq>) =>
      tx
        .select()
        .from(pipelines)
        .where(and(eq(pipelines.projectId, projectId), isNull(pipelines.deletedAt), named))
        .for('update')
        .limit(1)
    const [known] = await find(eq(pipelines.slug, slugOf(spec.name)))
    const [renamed] = known ? [known] : await find(eq(pipelines.name, spec.name))
    if (!renamed) return { ...(await insert(tx, ctx.actor, spec)), outcome: 'created' }
    const { id, slug, head } = renamed
    const revision = await addRevision(tx, ctx.actor, { pipelineId: id, base: head, spec })
    return { id, slug, name: spec.name, revision, outcome: revision === head ? 'unchanged' : 'changed' }
  })
}
