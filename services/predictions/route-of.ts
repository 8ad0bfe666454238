import { and, desc, eq, lte } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { routes } from '#db/schema.ts'
import type { FoundPrediction } from './find.ts'

export interface AnsweringRoute {
  number: number
  createdAt: Date
  reason: string | null
  /** Of the version that answered: its part of the traffic. */
  mode: 'live' | 'canary' | 'shadow' | null
  weight: number | null
  /** False where the route was not kept with the prediction: then it is the one in force at that time. */
  recorded: boolean
}

/** The route by which a prediction came to its version. */
export async function routeOf(q: Queryable, { prediction }: FoundPrediction): Promise<AnsweringRoute | null> {
  const recorded = prediction.route !== null
  const [row] = await q
    .select()
    .from(routes)
    .where(
      and(
        eq(routes.endpointId, prediction.endpointId),
        prediction.route === null ? lte(routes.createdAt, prediction.at) : eq(routes.number, prediction.route),
      ),
    )
    .orderBy(desc(routes.number))
    .limit(1)
  if (!row) return null
  const share = row.shares.find(({ versionId }) => versionId === prediction.versionId)
  const { number, createdAt, reason } = row
  return { number, createdAt, reason, mode: share?.mode ?? null, weight: share?.weight ?? null, recorded }
}
