import { stat } from 'node:fs/promises'
import type { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { asParquet } from './as-parquet.ts'
import { fileRef, findFile } from './find.ts'

export const openParquetInput = fileRef

export interface OpenedTable {
  path: string
  size: number
  version: number
}

/** A file as the platform reads it, as Parquet; rows that do not fit are left out. Faults: NOT_FOUND. */
export async function openParquet(ctx: Context, input: z.input<typeof openParquetInput>): Promise<OpenedTable> {
  authorize(ctx, 'file', 'read')
  const file = await findFile(ctx.db, ctx.actor.projectId, parse(openParquetInput, input))
  const path = await asParquet(ctx, file)
  return { path, size: (await stat(path)).size, version: file.version }
}
