import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import {
  aliasRequests,
  audit,
  firings,
  modelAliases,
  models,
  modelVersions,
  releases,
  runs,
  steps,
  triggerFirings,
} from '#db/schema.ts'
import type { Move, Records } from './check.ts'
import type { MessagesHeld } from './check-messages.ts'
import type { ReleasesHeld } from './check-releases.ts'
import { registering } from './setting.ts'

/** How many runs, messages and releases wait for the platform, and how many steps have ended. */
export async function underWay(db: Db): Promise<{ left: number; ended: number }> {
  const counts = await Promise.all([
    db.$count(runs, isNull(runs.endedAt)),
    db.$count(triggerFirings, eq(triggerFirings.outcome, 'waiting')),
    db.$count(releases, eq(releases.state, 'leading')),
  ])
  return {
    left: counts.reduce((sum, count) => sum + count),
    ended: await db.$count(steps, inArray(steps.status, ['done', 'failed'])),
  }
}

/** All that the checker looks at. `protectedSince`: the last row of the audit trail before the alias was protected. */
export async function readRecords(
  db: Db,
  { model, alias, protectedSince }: { model: string; alias: string; protectedSince: number },
): Promise<Omit<Records, keyof MessagesHeld | keyof ReleasesHeld>> {
  const [champion] = await db
    .select({ number: modelAliases.number })
    .from(modelAliases)
    .innerJoin(models, eq(models.id, modelAliases.modelId))
    .where(sql`${models.name} = ${model} and ${modelAliases.alias} = ${alias}`)
  const trail = await db
    .select()
    .from(audit)
    .where(
      sql`${audit.id} > ${protectedSince} and ${inArray(audit.action, ['approve-alias', 'set-alias', 'remove-alias'])}`,
    )
    .orderBy(asc(audit.id))
  const fired = await db
    .select({ scheduleId: firings.scheduleId, at: firings.scheduledAt, runId: firings.runId })
    .from(firings)
  const { id, state, requestedBy, decidedBy } = aliasRequests
  return {
    runs: await db
      .select({ id: runs.id, status: runs.status, ended: sql<boolean>`${runs.endedAt} is not null` })
      .from(runs),
    firings: fired.map(({ at, ...firing }) => ({ ...firing, at: at.getTime() })),
    registered: await db
      .select({ runId: steps.runId, node: steps.node })
      .from(steps)
      .where(and(eq(steps.node, registering), eq(steps.status, 'done'))),
    versions: await db
      .select({
        model: models.name,
        number: modelVersions.number,
        runId: modelVersions.runId,
        node: modelVersions.node,
      })
      .from(modelVersions)
      .innerJoin(models, eq(models.id, modelVersions.modelId)),
    moves: trail.flatMap((row) => moveOf(row, { model, alias })),
    requests: await db.select({ id, state, requestedBy, decidedBy }).from(aliasRequests).orderBy(asc(id)),
    alias: champion?.number ?? null,
  }
}

interface Told {
  name: string
  alias: string
  from: number | null
  number: number | null
  request?: number
}

function moveOf(
  { action, actor, detail }: typeof audit.$inferSelect,
  { model, alias }: { model: string; alias: string },
): Move[] {
  const { name, alias: moved, from, number: to, request } = detail as unknown as Told
  if (name !== model || moved !== alias) return []
  return [{ action: action as Move['action'], actor, request: request ?? null, from, to }]
}
