import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { add } from '../files/add.ts'
import { parse } from '../parse.ts'
import { create } from '../pipelines/create.ts'
import type { CreatedPipeline } from '../pipelines/insert.ts'
import { readGallery } from './gallery.ts'

export const useInput = z.object({ name: z.string() })

/** A pipeline of one's own from a template, with its tables among the project's files. Faults: NOT_FOUND. */
export async function use(ctx: Context, input: z.input<typeof useInput>): Promise<CreatedPipeline> {
  authorize(ctx, 'pipeline', 'write')
  const { name } = parse(useInput, input)
  const template = (await readGallery(ctx.root)).find((candidate) => candidate.name === name)
  if (!template) throw new Fault('NOT_FOUND', `no such template: ${name}`)
  await Promise.all(
    template.files.map((file) =>
      add(ctx, {
        name: file.name,
        source: createReadStream(join(ctx.root, 'node_modules', file.package, file.path)),
      }),
    ),
  )
  return await create(ctx, { spec: template.spec })
}
