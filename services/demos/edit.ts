import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { findVersion } from '../models/find.ts'
import { parse } from '../parse.ts'
import { demoRef, holdDemo } from './find.ts'
import { demoPage } from './page.ts'
import { addPage, currentPage } from './pages.ts'

export const editInput = demoRef.extend({
  page: demoPage,
  /** Number of the page that was edited, so that nobody writes over what they have not seen. */
  base: z.int().min(1),
})

/** What people see from now on; the former page stays, so that it can be taken back. Faults: CONFLICT, NOT_FOUND. */
export async function edit(ctx: Context, input: z.input<typeof editInput>): Promise<{ number: number }> {
  authorize(ctx, 'demo', 'write')
  const { name, page, base } = parse(editInput, input)
  const { projectId, userId } = ctx.actor
  return await ctx.db.transaction(async (tx) => {
    const { id } = await holdDemo(tx, ctx.actor, name)
    const { number: newest } = await currentPage(tx, id)
    if (newest !== base)
      throw new Fault('CONFLICT', `somebody else has changed this demo: page ${newest}`, {
        hint: 'look at it anew, then change it again',
      })
    for (const versionId of page.versions) await findVersion(tx, projectId, { versionId })
    const number = await addPage(tx, { demoId: id, page, createdBy: userId })
    await notify(tx, { project: projectId, topic: 'demo', id })
    await append(tx, ctx.actor, { action: 'edit', resource: 'demo', resourceId: id, detail: { name, number } })
    return { number }
  })
}
