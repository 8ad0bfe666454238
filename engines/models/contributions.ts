import { Fault } from '#pipeline/fault.ts'
import { type Compared, coalitionsOf } from './coalitions.ts'
import { exactly, sampled } from './shapley.ts'

export interface Question extends Compared {
  seed: number
  /** How many rows the model may be asked at most. */
  budget: number
}

export interface Contributions {
  /** What the model says on average over the background, a number an output. */
  base: number[]
  /** What it says of the row; `base` plus all contributions. */
  value: number[]
  features: {
    name: string
    contributions: number[]
    /** Standard errors of the contributions; 0 where they are exact. */
    errors: number[]
  }[]
  /** What adds up: the answer itself, or the log-odds that its shares are made of. */
  scale: 'answer' | 'log-odds'
  method: 'exact' | 'sampled'
  /** Every combination of inputs, some drawn, the leaves of the model's trees, or what each input adds by itself. */
  through: 'combinations' | 'permutations' | 'trees' | 'sums'
  /** Permutations drawn, each walked there and back; 0 where all coalitions were asked. */
  permutations: number
  rowsAsked: number
  background: number
}

const mostExact = 16

/**
 * Shapley values of the game in which features are players and the pay-out is the model's mean answer when the features
 * of a coalition have the row's values and the others those of background rows (interventional; Štrumbelj & Kononenko
 * 2014, Lundberg & Lee 2017). All coalitions where the budget allows it, else permutations, each walked in both
 * directions (antithetic; Mitchell et al. 2022). Contributions always add up to the answer less the base.
 * Faults: INVALID_INPUT without background; LIMIT.
 */
export async function contributions(question: Question): Promise<Contributions> {
  const { row, background, features, budget, seed } = question
  if (background.length === 0) throw new Fault('INVALID_INPUT', 'there are no background rows to compare with')
  const varying = features.filter((name) => background.some((other) => !Object.is(other[name], row[name])))
  const coalitions = coalitionsOf({ ...question, features: varying })
  const [base, value] = await Promise.all([coalitions.worth(varying.map(() => false)), coalitions.whole()])
  const walk = 2 * Math.max(1, varying.length - 1) * background.length
  const affordable = varying.length <= mostExact && 2 ** varying.length * background.length <= budget
  if (!affordable && walk > budget)
    throw new Fault('LIMIT', `too many features to explain: ${varying.length}`, {
      hint: `allow ${walk} rows or more, or keep a smaller background`,
    })
  const found = affordable
    ? await exactly(coalitions, varying.length)
    : await sampled(coalitions, varying.length, Math.floor(budget / walk), seed)
  const nothing = value.map(() => 0)
  return {
    base,
    value,
    features: features.map((name) => {
      const place = varying.indexOf(name)
      return { name, contributions: found.values[place] ?? nothing, errors: found.errors[place] ?? nothing }
    }),
    ...(affordable ? { method: 'exact', through: 'combinations' } : { method: 'sampled', through: 'permutations' }),
    scale: 'answer',
    permutations: found.permutations,
    rowsAsked: coalitions.asked(),
    background: background.length,
  }
}
