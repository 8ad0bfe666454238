import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { pipelines, revisions } from '#db/schema.ts'

/** Pipelines that read what an endpoint was asked, in their newest revision; whoever drew them. */
export const pipelinesOf = (q: Queryable, projectId: string, endpoint: string) =>
  q
    .select({ id: pipelines.id, slug: pipelines.slug, name: pipelines.name })
    .from(pipelines)
    .innerJoin(revisions, and(eq(revisions.pipelineId, pipelines.id), eq(revisions.number, pipelines.head)))
    .where(
      and(
        eq(pipelines.projectId, projectId),
        isNull(pipelines.deletedAt),
        sql`jsonb_path_exists(${revisions.spec}, ${reading}::jsonpath, ${JSON.stringify({ endpoint })}::jsonb)`,
      ),
    )
    .orderBy(asc(pipelines.name))

const reading = '$.nodes.* ? (@.kind == "monitor.read-predictions" && @.params.endpoint == $endpoint)'
