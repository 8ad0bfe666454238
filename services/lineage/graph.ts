import { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import type { Described } from './facts.ts'
import { distinctThings, keyOf, type Pictured, pictured } from './pictured.ts'
import { restingOn } from './resting-on.ts'
import { findThings, type Thing, thingName } from './thing.ts'
import { type Counted, countAround, type Walked, walk } from './walk.ts'

export const graphInput = z.object({
  of: thingName,
  direction: z.enum(['up', 'down', 'both']).default('both'),
  /** How many neighbours of one sort a thing shows, the newest first. */
  fan: z.number().int().min(1).max(1000).default(12),
  /** How many links in each direction. */
  limit: z.number().int().min(1).max(5000).default(300),
  /** Versions no longer in use are only counted, unless they are asked for. */
  removed: z.enum(['hidden', 'shown']).default('hidden'),
  /** Of a file or of logged data: only the ways to what rests on this column. */
  column: z.string().optional(),
})

export interface LineageGraph extends Pictured {
  /** Nodes with more neighbours than are shown: how many in use, up to a thousand of a sort, and how many no longer. */
  more: { id: string; direction: 'up' | 'down'; inUse: number; removed: number }[]
  cut: boolean
}

/**
 * Everything that something came from and that came of it, within limits; of one column, what rests on it. Faults:
 * NOT_FOUND; INVALID_INPUT for a column of what has none.
 */
export async function graph(ctx: Context, input: z.input<typeof graphInput>): Promise<LineageGraph> {
  authorize(ctx, 'lineage', 'read')
  const { of, direction, column, ...within } = parse(graphInput, input)
  const { projectId } = ctx.actor
  const from = await findThings(ctx.db, projectId, of)
  if (column !== undefined) {
    const { links, cut } = await restingOn(ctx, { from, column, ...within })
    return { ...(await pictured(ctx, from, links)).picture, more: [], cut }
  }
  const directions = direction === 'both' ? (['up', 'down'] as const) : [direction]
  const ways = await Promise.all(
    directions.map(async (one) => {
      const walked = await walk(ctx.db, { projectId, from, direction: one, ...within })
      const things = distinctThings([...from, ...walked.links.flatMap((link) => [link.from, link.to])])
      return { direction: one, ...walked, counted: await countAround(ctx.db, { projectId, things, direction: one }) }
    }),
  )
  const { picture, known } = await pictured(
    ctx,
    from,
    ways.flatMap(({ links }) => links),
  )
  return { ...picture, more: ways.flatMap((way) => beyond(way, known)), cut: ways.some(({ cut }) => cut) }
}

type Way = Walked & { direction: 'up' | 'down'; counted: Counted[] }

function beyond({ links, direction, counted }: Way, known: Map<string, Described>): LineageGraph['more'] {
  const shown = new Map<string, Set<string>>()
  for (const { from, to } of links) {
    const [near, far] = direction === 'down' ? [from, to] : [to, from]
    shown.set(keyOf(near), (shown.get(keyOf(near)) ?? new Set()).add(keyOf(far)))
  }
  const isRemoved = (key: string) => key.startsWith('version:') && (known.get(key)?.removed ?? false)
  return counted.flatMap(({ thing, total, removed }: { thing: Thing; total: number; removed: number }) => {
    const id = known.get(keyOf(thing))?.id
    const seen = [...(shown.get(keyOf(thing)) ?? [])]
    const gone = seen.filter(isRemoved).length
    const left = { inUse: Math.max(0, total - removed - (seen.length - gone)), removed: Math.max(0, removed - gone) }
    return id && left.inUse + left.removed > 0 ? [{ id, direction, ...left }] : []
  })
}
