import { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { type Described, factsOf } from './facts.ts'
import { findThings, type Thing, type ThingKind, thingName } from './thing.ts'
import { walk } from './walk.ts'

export const graphInput = z.object({
  of: thingName,
  direction: z.enum(['up', 'down', 'both']).default('both'),
  /** How many neighbours of one sort a thing shows, the newest first. */
  fan: z.number().int().min(1).max(200).default(12),
  /** How many links in each direction. */
  limit: z.number().int().min(1).max(5000).default(300),
})

export interface LineageGraph {
  /** What was asked about: ids of nodes. */
  of: string[]
  nodes: Described[]
  /** From what was there first to what came of it. */
  edges: { from: string; to: string }[]
  /** Nodes with more neighbours than are shown. */
  more: { id: string; direction: 'up' | 'down' }[]
  cut: boolean
}

/** Everything that something came from and that came of it, within limits. Faults: NOT_FOUND. */
export async function graph(ctx: Context, input: z.input<typeof graphInput>): Promise<LineageGraph> {
  authorize(ctx, 'lineage', 'read')
  const { of, direction, fan, limit } = parse(graphInput, input)
  const { projectId } = ctx.actor
  const from = await findThings(ctx.db, projectId, of)
  const directions = direction === 'both' ? (['up', 'down'] as const) : [direction]
  const ways = await Promise.all(
    directions.map(async (one) => ({
      direction: one,
      ...(await walk(ctx.db, { projectId, from, direction: one, fan, limit })),
    })),
  )
  const links = ways.flatMap((way) => way.links)
  const things = new Map([...from, ...links.flatMap((link) => [link.from, link.to])].map((one) => [keyOf(one), one]))
  const described = await factsOf(ctx.db, projectId, [...things.values()])
  const idOf = (thing: Thing) => described.get(keyOf(thing))?.id
  const edges = links.flatMap(({ from: a, to: b }) => {
    const [first, second] = [idOf(a), idOf(b)]
    return first && second ? [{ from: first, to: second }] : []
  })
  return {
    of: from.flatMap((one) => idOf(one) ?? []),
    nodes: [...described.values()],
    edges: [...new Map(edges.map((edge) => [JSON.stringify(edge), edge])).values()],
    more: ways.flatMap((way) =>
      full(way, fan).flatMap((thing) => (idOf(thing) ? [{ id: idOf(thing) ?? '', direction: way.direction }] : [])),
    ),
    cut: ways.some(({ cut }) => cut),
  }
}

const keyOf = ({ kind, id }: Thing) => `${kind}:${id}`

/** Things whose neighbours of one kind reach the limit. */
function full(
  { links, direction }: { links: { from: Thing; to: Thing }[]; direction: 'up' | 'down' },
  fan: number,
): Thing[] {
  const counts = new Map<string, { thing: Thing; kinds: Map<ThingKind, number> }>()
  for (const { from, to } of links) {
    const [near, far] = direction === 'down' ? [from, to] : [to, from]
    const known = counts.get(keyOf(near)) ?? { thing: near, kinds: new Map() }
    known.kinds.set(far.kind, (known.kinds.get(far.kind) ?? 0) + 1)
    counts.set(keyOf(near), known)
  }
  return [...counts.values()]
    .filter(({ kinds }) => [...kinds.values()].some((count) => count >= fan))
    .map(({ thing }) => thing)
}
