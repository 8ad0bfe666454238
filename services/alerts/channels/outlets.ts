import { asc, eq } from 'drizzle-orm'
import { alerts } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'

/** What a channel may be made of: names of secrets, never what they are; and the kinds of alerts there have been. */
export async function outlets(ctx: Context): Promise<{ mailServer: boolean; secrets: string[]; kinds: string[] }> {
  authorize(ctx, 'channel', 'read')
  const rows = await ctx.db
    .selectDistinct({ kind: alerts.kind })
    .from(alerts)
    .where(eq(alerts.projectId, ctx.actor.projectId))
    .orderBy(asc(alerts.kind))
  const { mailServer, secrets } = ctx.outlets
  return { mailServer: Boolean(mailServer), secrets: Object.keys(secrets).sort(), kinds: rows.map(({ kind }) => kind) }
}
