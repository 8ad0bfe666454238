import { z } from 'zod'
import type { Row, Warning } from '#engines/models/check-rows.ts'
import type { Answer } from '#engines/models/models.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { type Attribution, attribute } from '../predictions/attribute.ts'
import { askVersion, type Ready } from './ask-version.ts'
import { detailsOf } from './details-of.ts'
import { inputsOf } from './page.ts'
import { askedDemo, askedRow } from './predict.ts'

export const whatIfInput = askedDemo.extend({
  row: askedRow,
  /** `quick` while somebody moves a slider, `thorough` once they stop. */
  care: z.enum(['quick', 'thorough']).default('thorough'),
})

export interface Why extends Omit<Attribution, 'seed'> {
  /** What all hidden inputs add together, a number an output. */
  hidden: number[]
}

export interface WhatIf {
  answer: Answer
  warnings: Warning[]
  /** Null for pictures, and where the version keeps no rows to compare with. */
  why: Why | null
  version: number
}

/** Rows that the model may be asked about. */
const budgets = { quick: 2000, thorough: 50_000 } as const
/** With fewer the average to compare with would say little. */
const leastBackground = 8

/** An answer and what each input added to it; nothing of it is kept. Faults: as `predict`. */
export async function whatIf(ctx: Context, input: z.input<typeof whatIfInput>): Promise<WhatIf> {
  authorize(ctx, 'demo', 'ask')
  const { name, version: number, row: given, care } = parse(whatIfInput, input)
  const ready = await askVersion(ctx, { name, version: number, rows: [given] })
  const [row] = ready.rows as [Row]
  const [[answer], why] = await Promise.all([
    ctx.models.predict(ready.path, ready.version.signature, [row]),
    whyOf(ctx, ready, row, budgets[care]),
  ])
  return { answer: answer as Answer, warnings: ready.warnings, why, version: ready.version.number }
}

async function whyOf(ctx: Context, { demo, version, path }: Ready, row: Row, budget: number): Promise<Why | null> {
  const { signature } = version
  if (signature.inputs.some(({ type }) => type === 'image')) return null
  const details = await detailsOf(ctx, version)
  const count = signature.inputs.length
  const least = 2 * Math.max(1, count - 1)
  const fewer = affordable(count, budget)
  const found = await attribute(ctx, {
    ...{ path, signature, row, details, budget: Math.max(budget, least), seed: 0 },
    ...(fewer && { fewer }),
  })
  if (!found) return null
  const shown = new Set(inputsOf(demo.page, signature).flatMap(({ name, shown }) => (shown ? [name] : [])))
  const { seed: _, ...why } = found
  return {
    ...why,
    features: found.features.filter(({ name }) => shown.has(name)),
    hidden: found.outputs.map((__, output) =>
      found.features.reduce(
        (sum, { name, contributions }) => sum + (shown.has(name) ? 0 : (contributions[output] ?? 0)),
        0,
      ),
    ),
  }
}

/** All coalitions of features against fewer rows, where there are enough of them, rather than a draw of coalitions. */
function affordable(features: number, budget: number): number | undefined {
  const most = Math.floor(budget / 2 ** features)
  return most < leastBackground ? undefined : most
}
