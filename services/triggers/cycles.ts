import { and, eq, inArray, isNotNull, isNull, ne } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { pipelines, triggers } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'

interface Link {
  projectId: string
  /** The trigger itself, when it is changed. */
  triggerId: string | undefined
  watchedId: string
  pipelineId: string
}

/** Faults: INVALID_INPUT for a pipeline that would run itself, at once or by way of others. */
export async function demandNoCircle(
  q: Queryable,
  { projectId, triggerId, watchedId, pipelineId }: Link,
): Promise<void> {
  const links = await q
    .select({ from: triggers.watchedId, to: triggers.pipelineId })
    .from(triggers)
    .where(
      and(
        ...[eq(triggers.projectId, projectId), isNull(triggers.deletedAt), isNotNull(triggers.watchedId)],
        triggerId ? ne(triggers.id, triggerId) : undefined,
      ),
    )
  const way = wayBetween(pipelineId, watchedId, links)
  if (!way) return
  const circle = [watchedId, ...way]
  const rows = await q
    .select({ id: pipelines.id, slug: pipelines.slug })
    .from(pipelines)
    .where(inArray(pipelines.id, [...new Set(circle)]))
  const slugOf = new Map(rows.map(({ id, slug }) => [id, slug]))
  throw new Fault(
    'INVALID_INPUT',
    `the pipelines would run in a circle: ${circle.map((id) => slugOf.get(id)).join(' → ')}`,
    {
      at: { param: 'watched' },
      hint: 'watch another pipeline, or delete a trigger of the circle',
    },
  )
}

/** From one to another along the links, both included. */
function wayBetween(from: string, to: string, links: { from: string | null; to: string }[]): string[] | undefined {
  const ways = [[from]]
  const seen = new Set([from])
  for (let way = ways.shift(); way; way = ways.shift()) {
    const end = way.at(-1)
    if (end === to) return way
    for (const link of links)
      if (link.from === end && !seen.has(link.to)) {
        seen.add(link.to)
        ways.push([...way, link.to])
      }
  }
  return undefined
}
