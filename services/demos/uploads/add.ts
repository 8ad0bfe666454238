import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { demoUploads } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { demoRef } from '../find.ts'
import { askerOf } from '../jobs/asker.ts'
import { remembered } from '../load.ts'

export const mostUploadBytes = 20 * 1024 * 1024
/** Of one asker, in the hour for which they are kept. */
const mostKeptBytes = 10 * mostUploadBytes

export const addInput = demoRef.extend({
  file: z.string().max(1000),
  mediaType: z.string().max(200),
  bytes: z.custom<Buffer>((value) => Buffer.isBuffer(value)),
})

/** A file for a question that follows. Faults: LIMIT. */
export async function add(ctx: Context, input: z.input<typeof addInput>): Promise<{ id: string; file: string }> {
  authorize(ctx, 'demo', 'ask')
  const { name, file: given, mediaType, bytes } = parse(addInput, input)
  const { demo } = await remembered(ctx, name)
  const asker = askerOf(ctx.actor)
  const [kept] = await ctx.db
    .select({ bytes: sql<number>`coalesce(sum(length(${demoUploads.bytes})), 0)`.mapWith(Number) })
    .from(demoUploads)
    .where(and(eq(demoUploads.demoId, demo.id), eq(demoUploads.asker, asker)))
  if (bytes.length > mostUploadBytes || (kept?.bytes ?? 0) + bytes.length > mostKeptBytes)
    throw new Fault('LIMIT', `too many bytes: ${bytes.length}`, { hint: `send at most ${mostUploadBytes} in a file` })
  const file = safeName(given)
  const [row] = await ctx.db
    .insert(demoUploads)
    .values({ demoId: demo.id, asker, name: file, mediaType, bytes })
    .returning({ id: demoUploads.id })
  if (!row) throw new Fault('INTERNAL', 'no row')
  return { id: row.id, file }
}

/** Its last part, in letters that are safe in an address. */
const safeName = (name: string): string =>
  (name.split(/[/\\]/).at(-1) ?? '')
    .replace(/[^\p{L}\p{N}._-]+/gu, '_')
    .replace(/^\.+/, '')
    .slice(-100) || 'file'
