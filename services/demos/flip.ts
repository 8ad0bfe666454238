import { z } from 'zod'
import type { Row } from '#engines/models/check-rows.ts'
import { type Change, counterfactual } from '#engines/models/counterfactual.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { askVersion } from './ask-version.ts'
import { inputsOf } from './page.ts'
import { askedDemo, askedRow } from './predict.ts'

export const flipInput = askedDemo.extend({
  row: askedRow,
  /** The class that is wished for, or the number to get past; of classes any other when absent. */
  to: z.union([z.string(), z.number()]).optional(),
  /** Inputs that must stay as they are. */
  keep: z.array(z.string()).max(2000).default([]),
})

export interface Flip {
  changes: Change[] | null
  distance: number
  /** What it would say then. */
  prediction: string | number | null
  row: Record<string, unknown> | null
  rowsAsked: number
  /** How many inputs were changed together at most. */
  tried: number
}

const mostChanges = 4

/** The smallest change of a row that changes the decision. Faults: as `predict`; INVALID_INPUT where nothing can be wished for. */
export async function flip(ctx: Context, input: z.input<typeof flipInput>): Promise<Flip> {
  authorize(ctx, 'demo', 'ask')
  const { name, version: number, row: given, to, keep } = parse(flipInput, input)
  const { demo, version, rows, outputs, score, path } = await askVersion(
    ctx,
    { name, version: number, rows: [given] },
    10,
  )
  const [row] = rows as [Row]
  const { signature } = version
  const [now] = await score([row])
  const wish = signature.task === 'regression' ? pastNumber(now?.[0] ?? 0, to) : classOf(outputs, now ?? [], to)
  const inputs = inputsOf(demo.page, signature).filter((one) => one.shown && !keep.includes(one.name))
  const margin = async (asked: Row[]) => (await score(asked)).map(wish)
  const { found, tried, rowsAsked } = await counterfactual({ row, inputs, margin, most: mostChanges })
  if (!found) return { changes: null, distance: 0, prediction: null, row: null, rowsAsked, tried }
  const changed = { ...row, ...Object.fromEntries(found.changes.map((change) => [change.name, change.to])) }
  const [answer] = await ctx.models.predict(path, signature, [changed])
  const names = new Set(Object.keys(given))
  return {
    ...{ ...found, rowsAsked, tried, prediction: answer?.prediction ?? null },
    row: Object.fromEntries(Object.entries(changed).filter(([column]) => names.has(column))),
  }
}

/** Above 0 when the answer is what was wished for, or any but the present one. */
function classOf(outputs: string[], now: number[], to: string | number | undefined): (scores: number[]) => number {
  const place = to === undefined ? -1 : outputs.indexOf(String(to))
  if (to !== undefined && place < 0)
    throw new Fault('INVALID_INPUT', `the model knows no such answer: ${to}`, {
      at: { param: 'to' },
      hint: `one of ${outputs.slice(0, 20).join(', ')}`,
    })
  const present = now.indexOf(Math.max(...now))
  return (scores) => {
    const others = (but: number) => Math.max(...scores.filter((_, index) => index !== but))
    return place < 0 ? others(present) - (scores[present] ?? 0) : (scores[place] ?? 0) - others(place)
  }
}

function pastNumber(now: number, to: string | number | undefined): (scores: number[]) => number {
  if (typeof to !== 'number')
    throw new Fault('INVALID_INPUT', 'no number to get past', {
      at: { param: 'to' },
      hint: 'say which number the answer should reach',
    })
  const direction = to >= now ? 1 : -1
  return ([score = 0]) => (score - to) * direction + Number.MIN_VALUE
}
