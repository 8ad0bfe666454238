import type { Models } from '#engines/models/models.ts'
import { boundedMap } from '#services/bounded-map.ts'
import type { Context } from '#services/context.ts'
import type { ServingTarget } from '#services/endpoints/resolve.ts'
import { tryVersion } from '#services/endpoints/try-version.ts'

export interface Warmth {
  isWarm(target: ServingTarget): boolean
  /** Opens the session and asks one example row; resolves, whatever came of it. */
  warm(ctx: Context, target: ServingTarget): Promise<void>
}

const patienceMs = 30_000
const mostKept = 200

/** Remembers which versions have answered in this process. */
export function openWarmth(models: Models, onFailure: (thrown: unknown) => void): Warmth {
  const warm = boundedMap<string, Promise<void>>(mostKept)
  const done = new Set<string>()

  return {
    isWarm: ({ artifact }) => done.has(artifact),
    warm: (ctx, target) => {
      const { artifact } = target
      const known = warm.get(artifact)
      if (known) return known
      const patience = new Promise<void>((resolve) => setTimeout(resolve, patienceMs).unref())
      const asked = Promise.race([tryVersion(ctx, models, target), patience])
        .catch(onFailure)
        .then(() => {
          if (done.size >= mostKept) done.clear()
          done.add(artifact)
        })
      warm.set(artifact, asked)
      return asked
    },
  }
}
