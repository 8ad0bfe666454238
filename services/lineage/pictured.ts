import type { Context } from '../context.ts'
import { type Described, factsOf } from './facts.ts'
import type { Thing } from './thing.ts'
import type { Link } from './walk.ts'

export interface Pictured {
  /** What was asked about: ids of nodes. */
  of: string[]
  nodes: Described[]
  /** From what was there first to what came of it. */
  edges: { from: string; to: string }[]
}

export const keyOf = ({ kind, id }: Thing): string => `${kind}:${id}`

/** Each thing once. */
export const distinctThings = (things: Thing[]): Thing[] => [
  ...new Map(things.map((one) => [keyOf(one), one])).values(),
]

/** Things and links as people know them; by `keyOf` also each one for itself. */
export async function pictured(
  ctx: Pick<Context, 'db' | 'actor'>,
  from: Thing[],
  links: Link[],
): Promise<{ picture: Pictured; known: Map<string, Described> }> {
  const things = distinctThings([...from, ...links.flatMap((link) => [link.from, link.to])])
  const known = await factsOf(ctx.db, ctx.actor.projectId, things)
  const idOf = (thing: Thing) => known.get(keyOf(thing))?.id
  const edges = links.flatMap(({ from: a, to: b }) => {
    const [first, second] = [idOf(a), idOf(b)]
    return first && second ? [{ from: first, to: second }] : []
  })
  const picture = {
    of: from.flatMap((one) => idOf(one) ?? []),
    nodes: [...known.values()],
    edges: [...new Map(edges.map((edge) => [JSON.stringify(edge), edge])).values()],
  }
  return { picture, known }
}
