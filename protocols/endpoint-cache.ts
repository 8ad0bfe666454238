import { boundedMap } from '#services/bounded-map.ts'
import type { Context, Resources } from '#services/context.ts'
import { type ResolvedEndpoint, resolve } from '#services/endpoints/resolve.ts'
import type { PlatformEvent } from '#services/events/notify.ts'

const topics = new Set<PlatformEvent['topic']>(['endpoint', 'model', 'everything'])

export interface EndpointCache {
  /** As `services/endpoints/resolve`, mostly from memory; a changed route is seen as soon as Postgres tells of it. */
  resolve(ctx: Context, name: string): Promise<ResolvedEndpoint>
  close(): void
}

export async function cacheEndpoints({ signals }: Pick<Resources, 'signals'>): Promise<EndpointCache> {
  const projects = boundedMap<string, Map<string, Promise<ResolvedEndpoint>>>(1000)

  const close = await signals.on('espalier', (payload) => {
    if (payload === undefined) return projects.clear()
    const { project, topic } = JSON.parse(payload) as PlatformEvent
    if (topics.has(topic)) projects.delete(project)
  })

  return {
    resolve: (ctx, name) => {
      const { projectId } = ctx.actor
      const endpoints = projects.get(projectId) ?? boundedMap<string, Promise<ResolvedEndpoint>>(1000)
      projects.set(projectId, endpoints)
      const known = endpoints.get(name)
      if (known) return known
      const asked = resolve(ctx, { name })
      endpoints.set(name, asked)
      asked.catch(() => endpoints.delete(name))
      return asked
    },
    close,
  }
}
