import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { demoRules, demos } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { demoRef, holdDemo } from './find.ts'

export const setRuleInput = demoRef.extend({
  rule: z.enum(demoRules),
  /** Of accounts that may open it when the rule is `named`. */
  guests: z
    .array(z.email().transform((address) => address.toLowerCase()))
    .max(200)
    .optional(),
})

/** Who may open a demo besides the project's members; for everybody else it ends at once. Faults: NOT_FOUND. */
export async function setRule(ctx: Context, input: z.input<typeof setRuleInput>): Promise<void> {
  authorize(ctx, 'demo', 'share')
  const { name, rule, guests } = parse(setRuleInput, input)
  await ctx.db.transaction(async (tx) => {
    const { id } = await holdDemo(tx, ctx.actor, name)
    await tx
      .update(demos)
      .set({ rule, ...(guests && { guests }) })
      .where(eq(demos.id, id))
    await notify(tx, { project: ctx.actor.projectId, topic: 'demo', id })
    const detail = { name, rule, ...(guests && { guests }) }
    await append(tx, ctx.actor, { action: 'rule', resource: 'demo', resourceId: id, detail })
  })
}
