import { z } from 'zod'
import { fileNames } from '#pipeline/resolve.ts'
import { parseSpec } from '#pipeline/spec.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { resolve } from '../files/resolve.ts'
import { parse } from '../parse.ts'
import { addRevision } from './add-revision.ts'
import { findPipeline } from './find.ts'

export const saveInput = z.object({
  id: z.uuid(),
  /** The revision that the change was made from. */
  base: z.number().int().min(1),
  spec: z.unknown(),
})

export interface SavedPipeline {
  revision: number
  /** Files that the spec names and the project does not have: a draft may, a run may not. */
  missingFiles: string[]
}

/** Faults: CONFLICT when `base` is not the newest; INVALID_INPUT when the spec is none; NOT_FOUND. */
export async function save(ctx: Context, input: z.input<typeof saveInput>): Promise<SavedPipeline> {
  authorize(ctx, 'pipeline', 'write')
  const { id, base, spec } = parse(saveInput, input)
  const parsed = parseSpec(spec)
  const names = fileNames(parsed, ctx.catalogue)
  const files = await resolve(ctx, { names })
  const { id: pipelineId } = await findPipeline(ctx.db, ctx.actor.projectId, { id })
  const revision = await ctx.db.transaction((tx) => addRevision(tx, ctx.actor, { pipelineId, base, spec: parsed }))
  return { revision, missingFiles: names.filter((name) => !files[name]) }
}
