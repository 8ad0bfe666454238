import type { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { create } from '../pipelines/create.ts'
import type { CreatedPipeline } from '../pipelines/insert.ts'
import { bringTables, templateInput } from './bring-tables.ts'
import { findTemplate } from './read.ts'

/** A pipeline of one's own from a template, with its tables. Faults: NOT_FOUND. */
export async function use(ctx: Context, input: z.input<typeof templateInput>): Promise<CreatedPipeline> {
  authorize(ctx, 'template', 'read')
  const { name, spec } = await findTemplate(ctx.root, parse(templateInput, input).name)
  await bringTables(ctx, { name })
  return await create(ctx, { spec })
}
