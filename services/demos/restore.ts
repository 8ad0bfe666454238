import { and, eq, isNotNull } from 'drizzle-orm'
import type { z } from 'zod'
import { demos } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { demoRef } from './find.ts'

export const restoreInput = demoRef

/** Takes a removal back, links included. Faults: NOT_FOUND. */
export async function restore(ctx: Context, input: z.input<typeof restoreInput>): Promise<void> {
  authorize(ctx, 'demo', 'remove')
  const { name } = parse(restoreInput, input)
  const { projectId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(demos)
      .set({ deletedAt: null })
      .where(and(eq(demos.projectId, projectId), eq(demos.name, name), isNotNull(demos.deletedAt)))
      .returning({ id: demos.id })
    if (!row) throw new Fault('NOT_FOUND', `no removed demo: ${name}`)
    await notify(tx, { project: projectId, topic: 'demo', id: row.id })
    await append(tx, ctx.actor, { action: 'restore', resource: 'demo', resourceId: row.id, detail: { name } })
  })
}
