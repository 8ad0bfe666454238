import { inArray, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { type LabelSource, labels } from '#db/schema.ts'
import type { RefusedLabel } from './read-row.ts'

interface Told {
  row: number
  value: string | number
  at: Date
}

const batch = 2000

/** Writes labels, one for each prediction; what contradicts one that there is, is refused or takes its place. */
export async function keep(
  tx: Queryable,
  {
    told,
    replace,
    ...shared
  }: {
    projectId: string
    endpointId: string
    source: LabelSource
    by: string
    replace: boolean
    told: ReadonlyMap<string, Told>
  },
) {
  const refused: RefusedLabel[] = []
  let [added, same, replaced] = [0, 0, 0]
  // In one order, so that two who label the same predictions never wait for each other in a circle.
  const all = [...told].sort(([a], [b]) => (a < b ? -1 : 1))
  for (let start = 0; start < all.length; start += batch) {
    const part = all.slice(start, start + batch)
    const values = part.map(([predictionId, { value, at }]) => ({ predictionId, value, at, ...shared }))
    const inserted = await tx
      .insert(labels)
      .values(values)
      .onConflictDoNothing()
      .returning({ predictionId: labels.predictionId })
    const fresh = new Set(inserted.map(({ predictionId }) => predictionId))
    added += fresh.size
    const others = values.filter(({ predictionId }) => !fresh.has(predictionId))
    if (others.length === 0) continue
    const there = await tx
      .select({ predictionId: labels.predictionId, value: labels.value, by: labels.by, source: labels.source })
      .from(labels)
      .where(
        inArray(
          labels.predictionId,
          others.map(({ predictionId }) => predictionId),
        ),
      )
      .for('update')
    const known = new Map(there.map((one) => [one.predictionId, one]))
    const differing = others.filter(({ predictionId, value }) => known.get(predictionId)?.value !== value)
    same += others.length - differing.length
    if (replace && differing.length > 0) {
      await tx
        .insert(labels)
        .values(differing)
        .onConflictDoUpdate({
          target: labels.predictionId,
          set: {
            value: sql`excluded.value`,
            at: sql`excluded.at`,
            source: sql`excluded.source`,
            by: sql`excluded.by`,
          },
        })
      replaced += differing.length
    } else
      for (const { predictionId } of differing) {
        const { value, by, source } = known.get(predictionId) ?? { value: '', by: '', source: '' }
        const row = told.get(predictionId)?.row ?? 0
        refused.push({ row, reason: `it is labelled otherwise: ${value}, by ${by} (${source})` })
      }
  }
  return { added, same, replaced, refused }
}
