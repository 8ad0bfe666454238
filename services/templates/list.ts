import type { Spec } from '#pipeline/spec.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { readTemplates } from './read.ts'

export interface ListedTemplate {
  name: string
  title: string
  description: string
  /** As drawn, for a picture of the graph. */
  spec: Spec
  /** Names of the tables that come with it. */
  files: string[]
}

/** Pipelines to start from. */
export async function list(ctx: Context): Promise<ListedTemplate[]> {
  authorize(ctx, 'template', 'read')
  const templates = await readTemplates(ctx.root)
  return templates.map(({ files, ...template }) => ({ ...template, files: files.map(({ name }) => name) }))
}
