import { and, eq, inArray, isNull, ne } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { pipelines, revisions, triggers, type Watch } from '#db/schema.ts'
import type { Catalogue } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import { type Registered, registeredBy } from '#pipeline/registered-by.ts'

interface Link {
  watch: Watch
  /** Whose end, or whose values, it waits for. */
  watchedId: string | null
  pipelineId: string
}

interface Asked extends Link {
  projectId: string
  /** The trigger itself, when it is changed. */
  triggerId: string | undefined
}

/**
 * Faults: INVALID_INPUT for a pipeline that would run itself, at once or by way of others: because one waits for the end of
 * another, or for a model that another registers. What only shows at run time ends after `deepest` triggers.
 */
export async function demandNoCircle(
  q: Queryable,
  catalogue: Catalogue,
  { projectId, triggerId, ...asked }: Asked,
): Promise<void> {
  if (!asked.watchedId && asked.watch.kind !== 'model') return
  const others: Link[] = await q
    .select({ watch: triggers.watch, watchedId: triggers.watchedId, pipelineId: triggers.pipelineId })
    .from(triggers)
    .where(
      and(
        ...[eq(triggers.projectId, projectId), isNull(triggers.deletedAt)],
        triggerId ? ne(triggers.id, triggerId) : undefined,
      ),
    )
  const pipelinesOf = [asked, ...others].flatMap(({ pipelineId, watchedId }) => [pipelineId, watchedId ?? pipelineId])
  const known = await pipelinesBy(q, catalogue, [...new Set(pipelinesOf)])
  const leads = (from: string, to: Link) =>
    to.watchedId === from || (known.get(from)?.registers ?? []).some((one) => isWaitedFor(one, to.watch))
  const links = [...known.keys()].flatMap((from) =>
    others.filter((to) => leads(from, to)).map((to) => ({ from, to: to.pipelineId })),
  )
  for (const from of known.keys()) {
    const way = leads(from, asked) ? wayBetween(asked.pipelineId, from, links) : undefined
    if (!way) continue
    const circle = [from, ...way].map((id) => known.get(id)?.slug ?? id).join(' → ')
    const ofModel = asked.watch.kind === 'model'
    throw new Fault('INVALID_INPUT', `the pipelines would run in a circle: ${circle}`, {
      at: { param: ofModel ? 'watch.model' : 'watched' },
      hint: ofModel
        ? 'wait for another model or alias, or delete a trigger of the circle'
        : 'watch another pipeline, or delete a trigger of the circle',
    })
  }
}

function isWaitedFor({ model, alias }: Registered, watch: Watch): boolean {
  if (watch.kind !== 'model' || (watch.model ?? model) !== model) return false
  return watch.event === 'registered' || (alias !== undefined && (watch.alias ?? alias) === alias)
}

async function pipelinesBy(q: Queryable, catalogue: Catalogue, ids: string[]) {
  const rows = await q
    .select({ id: pipelines.id, slug: pipelines.slug, spec: revisions.spec })
    .from(pipelines)
    .innerJoin(revisions, and(eq(revisions.pipelineId, pipelines.id), eq(revisions.number, pipelines.head)))
    .where(inArray(pipelines.id, ids))
  return new Map(rows.map(({ id, slug, spec }) => [id, { slug, registers: registeredBy(spec, catalogue) }]))
}

/** From one to another along the links, both included. */
function wayBetween(from: string, to: string, links: { from: string; to: string }[]): string[] | undefined {
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
