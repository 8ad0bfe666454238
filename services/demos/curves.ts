import type { z } from 'zod'
import type { Row } from '#engines/models/check-rows.ts'
import { grid } from '#engines/models/nearby.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { askVersion } from './ask-version.ts'
import { type DemoInput, inputsOf } from './page.ts'
import { askedDemo, askedRow } from './predict.ts'

export const curvesInput = askedDemo.extend({ row: askedRow })

export interface Curve {
  name: string
  values: (number | string | boolean)[]
  /** By value, then by output. */
  answers: number[][]
}

export interface Curves {
  /** What the numbers are of: a class's probability each, or the target. */
  outputs: string[]
  curves: Curve[]
}

const steps = 41
const mostCategories = 30
const mostRows = 8000

/**
 * What the model would say of this row with one input changed, over all that training saw of it, one curve an input
 * (individual conditional expectation; Goldstein, Kapelner, Bleich & Pitkin 2015). Faults: as `predict`.
 */
export async function curves(ctx: Context, input: z.input<typeof curvesInput>): Promise<Curves> {
  authorize(ctx, 'demo', 'ask')
  const { name, version: number, row: given } = parse(curvesInput, input)
  const { demo, version, rows, outputs, score } = await askVersion(ctx, { name, version: number, rows: [given] }, 2)
  const [row] = rows as [Row]
  const columns = inputsOf(demo.page, version.signature)
    .filter(({ shown }) => shown)
    .map((one) => ({ name: one.name, values: valuesOf(one) }))
    .filter(({ values }) => values.length > 1)
  const fitting = columns.slice(0, Math.floor(mostRows / steps))
  const asked = fitting.flatMap((column) => column.values.map((value) => ({ ...row, [column.name]: value })))
  const answers = asked.length > 0 ? await score(asked) : []
  let from = 0
  return {
    outputs,
    curves: fitting.map((column) => {
      const part = answers.slice(from, from + column.values.length)
      from += column.values.length
      return { ...column, answers: part }
    }),
  }
}

function valuesOf({ type, range, categories = [] }: DemoInput): Curve['values'] {
  if (type === 'text') return categories.slice(0, mostCategories).map(({ value }) => value)
  if (type === 'boolean') return [false, true]
  return type === 'image' ? [] : grid(type, range, steps)
}
