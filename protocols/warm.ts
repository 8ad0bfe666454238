import type { Row } from '#engines/models/check-rows.ts'
import { checkRows } from '#engines/models/check-rows.ts'
import type { Models } from '#engines/models/models.ts'
import { readPictures } from '#engines/models/read-pictures.ts'
import { readDetails } from '#services/artifacts/read-details.ts'
import { boundedMap } from '#services/bounded-map.ts'
import type { Context } from '#services/context.ts'
import type { ServingTarget } from '#services/endpoints/resolve.ts'

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

  const ask = async (ctx: Context, { artifact, signature, details, seen }: ServingTarget) => {
    const { examples } = await readDetails(ctx, { artifact: details })
    const path = await ctx.store.path(artifact)
    const [example] = examples
    const row = example && Object.fromEntries(signature.inputs.map(({ name }) => [name, example[name] ?? null]))
    const rows: Row[] = row ? checkRows(signature, await readPictures(signature, [row]), seen).rows : []
    if (rows.length > 0) await models.predict(path, signature, rows)
  }

  return {
    isWarm: ({ artifact }) => done.has(artifact),
    warm: (ctx, target) => {
      const { artifact } = target
      const known = warm.get(artifact)
      if (known) return known
      const patience = new Promise<void>((resolve) => setTimeout(resolve, patienceMs).unref())
      const asked = Promise.race([ask(ctx, target), patience])
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
