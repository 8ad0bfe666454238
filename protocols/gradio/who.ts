import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { Fault } from '#pipeline/fault.ts'
import { boundedMap } from '#services/bounded-map.ts'
import type { Actor, Context, Resources } from '#services/context.ts'
import { beginVisit, type Visit } from '#services/demos/begin-visit.ts'
import { enter } from '#services/demos/enter.ts'
import { cacheActors } from '../actor-cache.ts'

/** So long somebody may still come in after what let them in was taken back. */
const memoryMs = 1000

/** The cookie that `login` gives. */
export const cookieName = 'espalier-gradio'

export interface Doorkeeper {
  /** Who asks a demo: a member or guest by an API token, or whoever has a link to it. Faults: as `enter`. */
  contextFor(request: FastifyRequest, demo: string): Promise<Context>
  /** What somebody who has this secret shows from then on. Faults: as `enter`. */
  admit(demo: string, secret: string): Promise<string>
}

export function openDoor(resources: Resources): Doorkeeper {
  const actorOf = cacheActors(resources)
  const known = boundedMap<string, { actor: Promise<Actor>; until: number }>(10_000)
  const visits = boundedMap<string, Promise<Visit>>(10_000)

  /** A link in every request is one visit of it, not one for each request. */
  const visitOf = async (name: string, token: string, key: string): Promise<string> => {
    const before = await visits.get(key)
    if (before && before.expiresAt.getTime() > Date.now()) return before.visit
    const begun = beginVisit(resources, { name, token })
    visits.set(key, begun)
    begun.catch(() => visits.delete(key))
    return (await begun).visit
  }

  const enterBy = async (name: string, secret: string, key: string): Promise<Actor> => {
    if (secret.startsWith('esv_')) return await enter(resources, { name, visit: secret })
    if (secret.startsWith('esd_')) return await enter(resources, { name, visit: await visitOf(name, secret, key) })
    const { scopes, projectId, userId } = await actorOf({ token: secret })
    const actor = await enter(resources, { name, userId })
    // A token belongs to one project; elsewhere its owner is at most a guest.
    if (actor.projectId !== projectId && !actor.visit) throw new Fault('NOT_FOUND', `no such demo: ${name}`)
    return { ...actor, ...(scopes && { scopes }) }
  }

  const actorFor = (name: string, secret: string): Promise<Actor> => {
    const key = createHash('sha256').update(`${name}\n${secret}`).digest('base64')
    const before = known.get(key)
    if (before && before.until > performance.now()) return before.actor
    const actor = enterBy(name, secret, key)
    known.set(key, { actor, until: performance.now() + memoryMs })
    actor.catch(() => known.delete(key))
    return actor
  }

  return {
    contextFor: async (request, demo) => {
      const secret = secretOf(request)
      if (!secret)
        throw new Fault('UNAUTHENTICATED', 'no token', { hint: 'give the client an API token, or that of a link' })
      return { ...resources, actor: await actorFor(demo, secret) }
    },
    admit: async (demo, secret) => {
      if (!secret.startsWith('esd_')) {
        await actorFor(demo, secret)
        return secret
      }
      return (await beginVisit(resources, { name: demo, token: secret })).visit
    },
  }
}

/** Python's client moves its token out of `authorization`. */
function secretOf({ headers }: FastifyRequest): string | undefined {
  const given = headers.authorization ?? headers['x-hf-authorization']
  const bearer = typeof given === 'string' ? /^Bearer +([\w.~+/=-]+)$/i.exec(given)?.[1] : undefined
  return bearer ?? new RegExp(`(?:^|; *)${cookieName}=([\\w.~+/=-]+)`).exec(headers.cookie ?? '')?.[1]
}
