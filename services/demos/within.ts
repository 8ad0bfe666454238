import type { Context } from '../context.ts'

/** For reading what belongs to a demo that the actor was let in to, and that they could not read alone. */
export function within(ctx: Context): Context {
  const { userId, name, projectId } = ctx.actor
  return { ...ctx, actor: { userId, name, projectId, role: 'worker' } }
}
