import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { users } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { findVersion } from '../models/find.ts'
import { parse } from '../parse.ts'
import type { DecisionEvent } from './event.ts'
import { ofApprovals } from './of-approvals.ts'
import { ofReleases } from './of-releases.ts'
import { ofRun, type RunDecision } from './of-run.ts'

export const getInput = z.object({ model: z.string(), number: z.number().int().min(1) })

export interface Decision extends RunDecision {
  /** The oldest first. */
  events: DecisionEvent[]
}

/** What set off the training of a version, what it was compared on, who agreed, and how it came to be used. Faults: NOT_FOUND. */
export async function get(ctx: Context, input: z.input<typeof getInput>): Promise<Decision> {
  authorize(ctx, 'model', 'read')
  const { model, number } = parse(getInput, input)
  const { db, actor } = ctx
  const version = await findVersion(db, actor.projectId, { name: model, number })
  const [by] = await db.select({ name: users.name }).from(users).where(eq(users.id, version.createdBy))
  const run = version.runId ? await ofRun(db, version.runId) : { comparison: null, events: [] }
  const registered: DecisionEvent = {
    ...{ at: version.createdAt, kind: 'registered', what: `${model} ${number}`, good: null, by: by?.name ?? null },
    link: `/models/${encodeURIComponent(model)}?version=${number}`,
  }
  const events = [
    ...run.events,
    registered,
    ...(await ofApprovals(db, version.modelId, number)),
    ...(await ofReleases(db, version.id)),
  ]
  return { comparison: run.comparison, events: events.toSorted((a, b) => a.at.getTime() - b.at.getTime()) }
}
