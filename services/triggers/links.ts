import { and, eq, inArray, isNotNull, isNull, ne, or } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { pipelines, revisions, triggers, type Watch } from '#db/schema.ts'
import type { Catalogue } from '#pipeline/define-node.ts'
import { type Registered, registeredBy } from '#pipeline/registered-by.ts'

/** What a trigger adds to the chains that pipelines form. */
export interface Link {
  watch: Watch
  /** Whose end, or whose values, it waits for. */
  watchedId: string | null
  pipelineId: string
}

export interface Known {
  slug: string
  registers: Registered[]
}

interface Named {
  name: string
}

interface Wanted {
  /** But for this one. */
  triggerId?: string | undefined
  paused: 'too' | 'not'
}

/** The triggers of a project that wait for what pipelines do, and run one that is there. */
export const linksOf = (q: Queryable, projectId: string, { triggerId, paused }: Wanted): Promise<(Link & Named)[]> =>
  q
    .select({
      name: triggers.name,
      watch: triggers.watch,
      watchedId: triggers.watchedId,
      pipelineId: triggers.pipelineId,
    })
    .from(triggers)
    .innerJoin(pipelines, and(eq(pipelines.id, triggers.pipelineId), isNull(pipelines.deletedAt)))
    .where(
      and(
        ...[eq(triggers.projectId, projectId), isNull(triggers.deletedAt)],
        or(eq(triggers.kind, 'model'), isNotNull(triggers.watchedId)),
        triggerId ? ne(triggers.id, triggerId) : undefined,
        paused === 'not' ? isNull(triggers.pausedAt) : undefined,
      ),
    )

/** The pipelines at the ends of links, as their newest revisions are. */
export async function pipelinesAt(q: Queryable, catalogue: Catalogue, links: Link[]): Promise<Map<string, Known>> {
  const ids = new Set(links.flatMap(({ pipelineId, watchedId }) => [pipelineId, watchedId ?? pipelineId]))
  const rows = await q
    .select({ id: pipelines.id, slug: pipelines.slug, spec: revisions.spec })
    .from(pipelines)
    .innerJoin(revisions, and(eq(revisions.pipelineId, pipelines.id), eq(revisions.number, pipelines.head)))
    .where(inArray(pipelines.id, [...ids]))
  return new Map(rows.map(({ id, slug, spec }) => [id, { slug, registers: registeredBy(spec, catalogue) }]))
}

/** What a pipeline registers, or its end, sets the trigger off. */
export const leads = (known: ReadonlyMap<string, Known>, from: string, { watch, watchedId }: Link): boolean =>
  watchedId === from || (known.get(from)?.registers ?? []).some((one) => isWaitedFor(one, watch))

export function isWaitedFor({ model, alias }: Registered, watch: Watch): boolean {
  if (watch.kind !== 'model' || (watch.model ?? model) !== model) return false
  return watch.event === 'registered' || (alias !== undefined && (watch.alias ?? alias) === alias)
}

/** The shortest way from one pipeline to another by what their links set off, both included. */
export function wayBetween(
  known: ReadonlyMap<string, Known>,
  links: Link[],
  [from, to]: [string, string],
): string[] | undefined {
  const ways = [[from]]
  const seen = new Set([from])
  for (let way = ways.shift(); way; way = ways.shift()) {
    const end = way.at(-1) as string
    if (end === to) return way
    for (const link of links)
      if (!seen.has(link.pipelineId) && leads(known, end, link)) {
        seen.add(link.pipelineId)
        ways.push([...way, link.pipelineId])
      }
  }
  return undefined
}

export const circleText = (known: ReadonlyMap<string, Known>, circle: string[]): string =>
  `the pipelines would run in a circle: ${circle.map((id) => known.get(id)?.slug ?? id).join(' → ')}`
