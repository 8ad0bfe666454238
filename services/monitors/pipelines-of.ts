import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { pipelines, revisions } from '#db/schema.ts'
import { type Catalogue, groupOf } from '#pipeline/define-node.ts'

/** Pipelines that read what an endpoint was asked, in their newest revision; whoever drew them. */
export function pipelinesOf(q: Queryable, catalogue: Catalogue, projectId: string, endpoint: string) {
  const kinds = [...catalogue.values()]
    .filter(({ kind, live, params }) => live && groupOf(kind) === 'monitor' && 'endpoint' in params.shape)
    .map(({ kind }) => kind)
  const named = JSON.stringify({ endpoint, kinds })
  return q
    .select({ id: pipelines.id, slug: pipelines.slug, name: pipelines.name })
    .from(pipelines)
    .innerJoin(revisions, and(eq(revisions.pipelineId, pipelines.id), eq(revisions.number, pipelines.head)))
    .where(
      and(
        eq(pipelines.projectId, projectId),
        isNull(pipelines.deletedAt),
        sql`jsonb_path_exists(${revisions.spec}, ${reading}::jsonpath, ${named}::jsonb)`,
      ),
    )
    .orderBy(asc(pipelines.name))
}

const reading = '$.nodes.* ? (@.kind == $kinds[*] && @.params.endpoint == $endpoint)'
