import { and, eq, inArray } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { results } from '#db/schema.ts'
import type { PortValue } from '#pipeline/ports/index.ts'
import { artifactsOf } from '../artifacts/artifacts-of.ts'
import { visible } from '../artifacts/visible.ts'
import type { Context } from '../context.ts'

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
  const named = rows.map(({ outputs }) =>
    Object.values(outputs)
      .flatMap(artifactsOf)
      .map(({ sha256 }) => sha256),
  )
  const inProject = await visible(q, actor.projectId, named.flat())
  const onDisk = new Map<string, boolean>()
  await Promise.all(
    [...inProject].map(async (sha256) => {
      onDisk.set(
        sha256,
        await store.size(sha256).then(
          () => true,
          () => false,
        ),
      )
    }),
  )
  const whole = rows.filter((_, index) => named[index]?.every((sha256) => onDisk.get(sha256)))
  return new Map(
    whole.map(({ key, outputs, rowsOut, runId, createdAt }) => [key, { outputs, rowsOut, runId, createdAt }]),
  )
}
