import { and, eq, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import { files } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { fileRef } from './find.ts'

export const removeInput = fileRef

/** Takes a file out of sight: one version, or all. What runs made of it stays, and so do its bytes. Faults: NOT_FOUND. */
export async function remove(ctx: Context, input: z.input<typeof removeInput>): Promise<void> {
  authorize(ctx, 'file', 'remove')
  const { name, version } = parse(removeInput, input)
  const { projectId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const removed = await tx
      .update(files)
      .set({ deletedAt: new Date() })
      .where(
        and(
          eq(files.projectId, projectId),
          eq(files.name, name),
          isNull(files.deletedAt),
          version === undefined ? undefined : eq(files.version, version),
        ),
      )
      .returning({ id: files.id, version: files.version })
    const [first] = removed
    if (!first) throw new Fault('NOT_FOUND', `no such file: ${name}`)
    await notify(tx, { project: projectId, topic: 'file', id: first.id })
    const versions = removed.map((one) => one.version)
    await append(tx, ctx.actor, {
      action: 'remove',
      resource: 'file',
      resourceId: first.id,
      detail: { name, versions },
    })
  })
}
