import { and, eq, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { labels, predictions } from '#db/schema.ts'

/**
 * What a visitor of a demo says of an answer is its label too, where an endpoint gave it. It never takes the place of one
 * from elsewhere; null takes back what was said before.
 */
export async function saidInDemo(
  tx: Queryable,
  { predictionId, ...said }: { predictionId: string; projectId: string; value: string | number | null; by: string },
): Promise<void> {
  const ofDemo = eq(labels.source, 'demo')
  if (said.value === null) {
    await tx.delete(labels).where(and(eq(labels.predictionId, predictionId), ofDemo))
    return
  }
  const [made] = await tx
    .select({ endpointId: predictions.endpointId })
    .from(predictions)
    .where(eq(predictions.id, predictionId))
  if (!made) return
  const { projectId, value, by } = said
  await tx
    .insert(labels)
    .values({ predictionId, projectId, value, by, endpointId: made.endpointId, source: 'demo' })
    .onConflictDoUpdate({ target: labels.predictionId, set: { value, by, at: sql`now()` }, setWhere: ofDemo })
}
