import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { demoUploads } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Context } from '../../context.ts'
import { askerOf } from '../jobs/asker.ts'

/** Stands in a row for a file that was uploaded before. */
const reference = z.strictObject({ upload: z.uuid() })

/** The file that a value stands for, if it does; `look` says that it is there and leaves its bytes. Faults: INVALID_INPUT. */
export async function uploadOf(
  { db, actor }: Context,
  demoId: string,
  value: unknown,
  how: 'look' | 'read',
): Promise<Buffer | undefined> {
  const asked = reference.safeParse(value)
  if (!asked.success) return undefined
  const own = and(
    eq(demoUploads.id, asked.data.upload),
    eq(demoUploads.demoId, demoId),
    eq(demoUploads.asker, askerOf(actor)),
  )
  const [row] =
    how === 'read'
      ? await db.select({ bytes: demoUploads.bytes }).from(demoUploads).where(own)
      : (await db.select({ id: demoUploads.id }).from(demoUploads).where(own)).map(() => ({ bytes: Buffer.alloc(0) }))
  if (!row) throw new Fault('INVALID_INPUT', 'no such file was uploaded here', { hint: 'upload it, then ask again' })
  return row.bytes
}

/** Rows with the bytes of files where they were named. Faults: INVALID_INPUT. */
export async function withUploads(
  ctx: Context,
  demoId: string,
  rows: readonly Record<string, unknown>[],
): Promise<Record<string, unknown>[]> {
  return await Promise.all(
    rows.map(async (row) => {
      const values = Object.entries(row).map(
        async ([name, value]) => [name, (await uploadOf(ctx, demoId, value, 'read')) ?? value] as const,
      )
      return Object.fromEntries(await Promise.all(values))
    }),
  )
}
