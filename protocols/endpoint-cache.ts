import { Fault, retryable } from '#pipeline/fault.ts'
import { boundedMap } from '#services/bounded-map.ts'
import type { Context, Resources } from '#services/context.ts'
import { type ResolvedEndpoint, resolve } from '#services/endpoints/resolve.ts'
import type { PlatformEvent } from '#services/events/notify.ts'
import type { Warmth } from './warm.ts'

const topics = new Set<PlatformEvent['topic']>(['endpoint', 'model', 'everything'])

export interface EndpointCache {
  /**
   * As `services/endpoints/resolve`, mostly from memory. A changed route is seen as soon as Postgres tells of it, and
   * taken once all its versions are warm; those that answered before go on until then.
   */
  resolve(ctx: Context, name: string): Promise<ResolvedEndpoint>
  close(): void
}

interface Entry {
  ctx: Context
  ready?: ResolvedEndpoint
  stale: boolean
  /** The reading under way. */
  coming?: Promise<ResolvedEndpoint>
  /** Counts readings, so that one that was overtaken while it warmed changes nothing. */
  turn: number
}

export async function cacheEndpoints(
  { signals }: Pick<Resources, 'signals'>,
  { isWarm, warm }: Warmth,
): Promise<EndpointCache> {
  const projects = boundedMap<string, Map<string, Entry>>(1000)

  const read = async (entry: Entry, name: string, forget: () => void): Promise<ResolvedEndpoint> => {
    const turn = ++entry.turn
    entry.stale = false
    const { ctx, ready: before } = entry
    try {
      const resolved = await resolve(ctx, { name })
      const cold = resolved.targets.filter((target) => !isWarm(target))
      const warming = Promise.all(cold.map((target) => warm(ctx, target)))
      if (!before || cold.length === 0) {
        entry.ready = resolved
        return resolved
      }
      warming.then(() => {
        if (entry.turn === turn) entry.ready = resolved
      })
      return before
    } catch (thrown) {
      entry.stale = true
      if (before && mayPass(thrown)) return before
      forget()
      throw thrown
    }
  }
  const refresh = (endpoints: Map<string, Entry>, name: string, entry: Entry): Promise<ResolvedEndpoint> => {
    entry.coming ??= read(entry, name, () => endpoints.delete(name)).finally(() => {
      delete entry.coming
    })
    return entry.coming
  }

  const close = await signals.on('espalier', (payload) => {
    if (payload === undefined) {
      for (const endpoints of projects.values()) for (const entry of endpoints.values()) entry.stale = true
      return
    }
    const { project, topic, id } = JSON.parse(payload) as PlatformEvent
    if (!topics.has(topic)) return
    const endpoints = projects.get(project)
    for (const [name, entry] of endpoints ?? []) {
      entry.stale = true
      if (endpoints && topic === 'endpoint' && entry.ready?.id === id)
        (entry.coming ?? Promise.resolve()).then(() => refresh(endpoints, name, entry)).catch(() => undefined)
    }
  })

  return {
    resolve: async (ctx, name) => {
      const { projectId } = ctx.actor
      const endpoints = projects.get(projectId) ?? boundedMap<string, Entry>(1000)
      projects.set(projectId, endpoints)
      const entry = endpoints.get(name) ?? { ctx, stale: true, turn: 0 }
      if (entry.ready && !entry.stale) return entry.ready
      endpoints.set(name, entry)
      entry.ctx = ctx
      return await refresh(endpoints, name, entry)
    },
    close,
  }
}

/** What the database's absence throws is no fault. */
const mayPass = (thrown: unknown) => !(thrown instanceof Fault) || retryable[thrown.code]
