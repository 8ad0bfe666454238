import { createHash } from 'node:crypto'
import { actorOfToken } from '#services/auth/actor-of-token.ts'
import { boundedMap } from '#services/bounded-map.ts'
import type { Actor, Resources } from '#services/context.ts'

/** So long a token may still be good for after it was revoked. */
const memoryMs = 1000

export interface Credentials {
  token: string
  project?: string
}

/** As `actorOfToken`, which would be most of the time that a prediction takes, asked at most once a second a token. */
export function cacheActors(resources: Pick<Resources, 'db'>): (given: Credentials) => Promise<Actor> {
  const known = boundedMap<string, { actor: Promise<Actor>; until: number }>(10_000)
  return (given) => {
    const key = createHash('sha256')
      .update(`${given.token}\n${given.project ?? ''}`)
      .digest('base64')
    const before = known.get(key)
    if (before && before.until > performance.now()) return before.actor
    const actor = actorOfToken(resources, given)
    known.delete(key)
    known.set(key, { actor, until: performance.now() + memoryMs })
    actor.catch(() => known.delete(key))
    return actor
  }
}
