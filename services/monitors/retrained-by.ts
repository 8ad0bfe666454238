import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { pipelines, revisions } from '#db/schema.ts'

/** The retraining loop of an endpoint, if one was drawn: a pipeline that reads from it, other than to watch it, and deploys to it. */
export async function retrainedBy(q: Queryable, projectId: string, endpoint: string): Promise<string | undefined> {
  const named = JSON.stringify({ endpoint })
  const has = (path: string) => sql`jsonb_path_exists(${revisions.spec}, ${path}::jsonpath, ${named}::jsonb)`
  const [loop] = await q
    .select({ slug: pipelines.slug })
    .from(pipelines)
    .innerJoin(revisions, and(eq(revisions.pipelineId, pipelines.id), eq(revisions.number, pipelines.head)))
    .where(and(eq(pipelines.projectId, projectId), isNull(pipelines.deletedAt), has(reads), has(deploys)))
    .orderBy(desc(revisions.createdAt))
    .limit(1)
  return loop?.slug
}

const reads =
  '$.nodes.* ? (@.params.endpoint == $endpoint && !(@.kind starts with "monitor.") && !(@.kind starts with "deployment."))'
const deploys = '$.nodes.* ? (@.params.endpoint == $endpoint && @.kind starts with "deployment.")'
