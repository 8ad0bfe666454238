import type { Row } from '#engines/models/check-rows.ts'
import type { Histogram } from '#pipeline/ports/model.ts'
import type { Context } from '../context.ts'
import { detailsOf } from './details-of.ts'
import type { DemoVersion } from './versions-of.ts'

export interface Spread extends Histogram {
  /** `training`: the target itself in all training rows; `answers`: what the model says of the few that it keeps. */
  of: 'training' | 'answers'
  count: number
}

const bins = 20
const leastAnswers = 8
const known = new WeakMap<DemoVersion, Promise<Spread | null>>()

/** What a predicted number lies among; null where nothing is known of that. Faults: NOT_FOUND. */
export function spreadOf(ctx: Context, version: DemoVersion): Promise<Spread | null> {
  const before = known.get(version) ?? read(ctx, version)
  known.set(version, before)
  before.catch(() => known.delete(version))
  return before
}

async function read(ctx: Context, version: DemoVersion): Promise<Spread | null> {
  const { target, background } = await detailsOf(ctx, version)
  if (target) return { ...target, of: 'training', count: target.counts.reduce((sum, one) => sum + one, 0) }
  const { signature, artifact } = version
  if (background.length < leastAnswers || signature.inputs.some(({ type }) => type === 'image')) return null
  const answers = await ctx.models.predict(await ctx.store.path(artifact), signature, background as Row[])
  const numbers = answers.map(({ prediction }) => Number(prediction))
  return { ...histogramOf(numbers), of: 'answers', count: numbers.length }
}

function histogramOf(numbers: readonly number[]): Histogram {
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)]
  if (low === high) return { edges: [low, high], counts: [numbers.length] }
  const counts = new Array<number>(bins).fill(0)
  for (const number of numbers) {
    const place = Math.min(bins - 1, Math.floor(((number - low) / (high - low)) * bins))
    counts[place] = (counts[place] ?? 0) + 1
  }
  return { edges: Array.from({ length: bins + 1 }, (_, at) => low + (at * (high - low)) / bins), counts }
}
