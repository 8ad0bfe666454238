import { createReadStream } from 'node:fs'
import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { add } from '../files/add.ts'
import { parse } from '../parse.ts'
import { create } from '../pipelines/create.ts'
import type { CreatedPipeline } from '../pipelines/insert.ts'
import { readTemplates } from './read.ts'

export const useInput = z.object({ name: z.string() })

/** A pipeline of one's own from a template, with its tables; those that are there already stay as they are. Faults: NOT_FOUND. */
export async function use(ctx: Context, input: z.input<typeof useInput>): Promise<CreatedPipeline> {
  authorize(ctx, 'template', 'read')
  const { name } = parse(useInput, input)
  const templates = await readTemplates(ctx.root)
  const template = templates.find((one) => one.name === name)
  if (!template)
    throw new Fault('NOT_FOUND', `no such template: ${name}`, {
      hint: `there are: ${templates.map((one) => one.name).join(', ')}`,
    })
  await Promise.all(template.files.map((file) => add(ctx, { name: file.name, source: createReadStream(file.path) })))
  return await create(ctx, { spec: template.spec })
}
