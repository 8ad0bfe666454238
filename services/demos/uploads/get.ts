import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { demoUploads } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { demoRef } from '../find.ts'
import { askerOf } from '../jobs/asker.ts'
import { remembered } from '../load.ts'

export const getInput = demoRef.extend({ id: z.uuid() })

export interface Upload {
  name: string
  mediaType: string
  bytes: Buffer
}

/** A file, for who sent it. Faults: NOT_FOUND. */
export async function get(ctx: Context, input: z.input<typeof getInput>): Promise<Upload> {
  authorize(ctx, 'demo', 'ask')
  const { name, id } = parse(getInput, input)
  const { demo } = await remembered(ctx, name)
  const [row] = await ctx.db
    .select({ name: demoUploads.name, mediaType: demoUploads.mediaType, bytes: demoUploads.bytes })
    .from(demoUploads)
    .where(and(eq(demoUploads.id, id), eq(demoUploads.demoId, demo.id), eq(demoUploads.asker, askerOf(ctx.actor))))
  if (!row) throw new Fault('NOT_FOUND', `no such file: ${id}`)
  return row
}
