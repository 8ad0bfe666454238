import { Fault } from '#pipeline/fault.ts'
import type { Context } from '../context.ts'
import { impact } from './impact.ts'
import { distinctThings, keyOf } from './pictured.ts'
import type { Thing } from './thing.ts'
import type { DataRef } from './used.ts'
import { type Link, type Walked, walk } from './walk.ts'

interface Asked {
  from: [Thing, ...Thing[]]
  column: string
  fan: number
  limit: number
  removed: 'hidden' | 'shown'
}

/**
 * The ways from a file, or from logged data, to all versions that rest on one of its columns, and on to what they answer.
 * Faults: INVALID_INPUT for a column of what has none; as `impact`'s.
 */
export async function restingOn(ctx: Context, { from, column, ...within }: Asked): Promise<Walked> {
  const { versions, cut } = await impact(ctx, { ...dataOf(from), column })
  const { projectId } = ctx.actor
  const affected = versions.map(({ id }): Thing => ({ kind: 'version', id }))
  if (affected.length === 0) return { links: [], cut }
  const asked = { projectId, from: affected, ...within }
  const before = await walk(ctx.db, { ...asked, direction: 'up' })
  const after = await walk(ctx.db, { ...asked, direction: 'down' })
  const links = [...before.links, ...after.links]
  return { links: beginningAt(links, from), cut: cut || before.cut || after.cut }
}

/** Several versions of a file are asked about together. */
function dataOf(from: [Thing, ...Thing[]]): DataRef {
  const [{ kind, id }] = from
  const [, name = id, which = ''] = /^(.*)@([^@]*)$/.exec(id) ?? []
  if (kind === 'file') return from.length === 1 ? { file: name, version: Number(which) } : { file: name }
  if (kind === 'dataset') return { dataset: name, digest: which }
  throw new Fault('INVALID_INPUT', `has no columns: ${kind}`, { hint: 'name a file or data that a program logged' })
}

/** Links on the ways that begin at some things. */
function beginningAt(links: Link[], from: Thing[]): Link[] {
  const next = new Map<string, Link[]>()
  for (const link of links) next.set(keyOf(link.from), [...(next.get(keyOf(link.from)) ?? []), link])
  const reached = new Set<string>()
  const ways: Link[] = []
  const due = distinctThings(from)
  for (let thing = due.pop(); thing; thing = due.pop()) {
    if (reached.has(keyOf(thing))) continue
    reached.add(keyOf(thing))
    for (const link of next.get(keyOf(thing)) ?? []) {
      ways.push(link)
      due.push(link.to)
    }
  }
  return ways
}
