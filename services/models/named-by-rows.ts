import type { Gated } from '#engines/models/gate/gated.ts'
import type { Corrections } from '#pipeline/ports/corrections.ts'
import type { SampledRows } from './sample-rows.ts'

/**
 * Names for the columns of a file that has none of its own: those of rows in the same number, in their order; one more
 * column is what it predicts. Undefined where somebody named them, or the numbers do not fit.
 */
export function namedByRows(
  { admitted, question, remarks }: Gated,
  { columns: told, target }: Corrections,
  { columns }: SampledRows,
): Pick<Corrections, 'columns' | 'target'> | undefined {
  if (told) return undefined
  const names = columns.map(({ name }) => name)
  const others = names.filter((name) => name !== target)
  if (question?.at?.param === 'columns' && target !== undefined) return { columns: others }
  if (!admitted || !remarks.some(({ assumed, text }) => assumed && /columns; they are numbered/.test(text)))
    return undefined
  const { inputs } = admitted.signature
  if (others.length === inputs.length) return { columns: others }
  const last = names.at(-1)
  return target === undefined && last !== undefined && names.length === inputs.length + 1
    ? { columns: names.slice(0, -1), target: last }
    : undefined
}
