import { and, desc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { endpoints, releases } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { type ShownRelease, selectReleases, shownRelease } from './shown.ts'

export const listInput = z.object({
  endpoint: z.string().optional(),
  state: z.enum(['all', 'open', 'waiting']).default('all'),
  limit: z.int().min(1).max(500).default(100),
})

/** Releases of an endpoint, or of all, the newest first. */
export async function list(ctx: Context, input: z.input<typeof listInput>): Promise<ShownRelease[]> {
  authorize(ctx, 'release', 'read')
  const { endpoint, state, limit } = parse(listInput, input)
  const rows = await selectReleases(ctx.db)
    .where(
      and(
        eq(releases.projectId, ctx.actor.projectId),
        endpoint === undefined ? undefined : eq(endpoints.name, endpoint),
        state === 'open' ? isNull(releases.endedAt) : undefined,
        state === 'waiting' ? eq(releases.state, 'waiting') : undefined,
      ),
    )
    .orderBy(desc(releases.startedAt), desc(releases.id))
    .limit(limit)
  return rows.map(shownRelease)
}
