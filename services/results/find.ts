import { and, eq, inArray } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { results } from '#db/schema.ts'
import type { PortValue } from '#pipeline/ports/index.ts'
import type { Context } from '../context.ts'
import { areWhole } from './are-whole.ts'

export interface KnownResult {
  outputs: Record<string, PortValue>
  rowsOut: number | null
  runId: string | null
  createdAt: Date
}

/** Cached results by content key; only those of which every artifact is still there. */
export async function find(
  { db, store, actor }: Context,
  keys: readonly string[],
  q: Queryable = db,
): Promise<Map<string, KnownResult>> {
  if (keys.length === 0) return new Map()
  const rows = await q
    .select()
    .from(results)
    .where(and(eq(results.projectId, actor.projectId), inArray(results.key, [...keys])))
  const whole = await areWhole(
    { store },
    q,
    actor.projectId,
    rows.map(({ outputs }) => outputs),
  )
  return new Map(
    rows.flatMap(({ key, outputs, rowsOut, runId, createdAt }, index) =>
      whole[index] ? [[key, { outputs, rowsOut, runId, createdAt }] as const] : [],
    ),
  )
}
