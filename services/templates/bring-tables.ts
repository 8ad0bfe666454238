import { createReadStream } from 'node:fs'
import { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { add } from '../files/add.ts'
import type { FileInfo } from '../files/find.ts'
import { parse } from '../parse.ts'
import { findTemplate } from './read.ts'

export const templateInput = z.object({ name: z.string() })

/** Puts the tables of a template among the project's files; those that are there already stay as they are. Faults: NOT_FOUND. */
export async function bringTables(ctx: Context, input: z.input<typeof templateInput>): Promise<FileInfo[]> {
  authorize(ctx, 'template', 'read')
  const { files } = await findTemplate(ctx.root, parse(templateInput, input).name)
  return await Promise.all(files.map(({ name, path }) => add(ctx, { name, source: createReadStream(path) })))
}
