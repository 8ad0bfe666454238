import { and, asc, eq, gte, isNotNull, isNull, lt, ne, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { labels, modelVersions, predictions } from '#db/schema.ts'

interface Window {
  endpointId: string
  from: Date
  until: Date
  versionId?: string
  /** Only those whose label is known; `without-demos`: and comes from elsewhere than a demo. */
  labelled?: 'all' | 'without-demos'
}

export interface WindowRow {
  id: string
  at: Date
  version: number | null
  inputs: Record<string, unknown>
  output: Record<string, unknown>
  /** What it should have been, where that is known. */
  label: string | number | null
}

const pageRows = 2000

/** Predictions of a window, the oldest first, a page in memory at a time. */
export async function* pagesOf(
  q: Queryable,
  { endpointId, from, until, versionId, labelled }: Window,
): AsyncGenerator<WindowRow[]> {
  let after: { at: string; id: string } | undefined
  for (;;) {
    const rows = await q
      .select({
        id: predictions.id,
        at: predictions.at,
        exactly: sql<string>`${predictions.at}::text`,
        version: modelVersions.number,
        inputs: predictions.inputs,
        output: predictions.output,
        label: labels.value,
      })
      .from(predictions)
      .leftJoin(modelVersions, eq(modelVersions.id, predictions.versionId))
      .leftJoin(labels, eq(labels.predictionId, predictions.id))
      .where(
        and(
          eq(predictions.endpointId, endpointId),
          isNull(predictions.shadowOf),
          gte(predictions.at, from),
          lt(predictions.at, until),
          versionId ? eq(predictions.versionId, versionId) : undefined,
          labelled && isNotNull(labels.predictionId),
          labelled === 'without-demos' ? ne(labels.source, 'demo') : undefined,
          after && sql`(${predictions.at}, ${predictions.id}) > (${after.at}::timestamptz, ${after.id}::uuid)`,
        ),
      )
      .orderBy(asc(predictions.at), asc(predictions.id))
      .limit(pageRows)
    const last = rows.at(-1)
    if (last) yield rows
    if (!last || rows.length < pageRows) return
    after = { at: last.exactly, id: last.id }
  }
}
