import { desc, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { audit } from '#db/schema.ts'
import { contentHash } from '#pipeline/canonical.ts'
import type { Actor } from '../context.ts'

export interface AuditEntry {
  action: string
  resource: string
  resourceId: string
  detail?: Record<string, unknown>
}

/** Any number that no other lock of ours has. */
const chainLock = 4_715_220_002

/**
 * Adds a row to the chain. The last thing a transaction does: it holds the chain until it commits, and must not wait for
 * a row that somebody behind it in the queue has locked.
 */
export async function append(
  tx: Queryable,
  actor: Pick<Actor, 'userId' | 'projectId'>,
  { action, resource, resourceId, detail }: AuditEntry,
): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${chainLock})`)
  const [last] = await tx.select({ hash: audit.hash }).from(audit).orderBy(desc(audit.id)).limit(1)
  const row = {
    projectId: actor.projectId,
    actor: actor.userId,
    action,
    resource,
    resourceId,
    detail: detail ?? null,
    at: new Date(),
    previous: last?.hash ?? '',
  }
  await tx.insert(audit).values({ ...row, hash: hashOf(row) })
}

export const hashOf = ({
  projectId,
  actor,
  action,
  resource,
  resourceId,
  detail,
  at,
  previous,
}: Omit<typeof audit.$inferSelect, 'id' | 'hash'>): string =>
  contentHash({ projectId, actor, action, resource, resourceId, detail, at: at.toISOString(), previous })
