import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { demos } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { demoRef, holdDemo } from './find.ts'
import { demoSubject, holdSubject } from './subject.ts'

export const pointInput = demoRef.extend({ of: demoSubject })

/** A demo answers with something else from now on; its page, links and history stay. Faults: NOT_FOUND; GONE for what answers no more. */
export async function point(ctx: Context, input: z.input<typeof pointInput>): Promise<void> {
  authorize(ctx, 'demo', 'write')
  const { name, of } = parse(pointInput, input)
  const { projectId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const { points } = await holdSubject(tx, projectId, of)
    const { id } = await holdDemo(tx, ctx.actor, name)
    await tx.update(demos).set(points).where(eq(demos.id, id))
    await notify(tx, { project: projectId, topic: 'demo', id })
    await append(tx, ctx.actor, { action: 'point', resource: 'demo', resourceId: id, detail: { name, ...points } })
  })
}
