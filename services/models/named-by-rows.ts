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
): string[] | undefined {
  if (told) return undefined
  const names = columns.map(({ name }) => name)
  const others = names.filter((name) => name !== target)
  if (question?.at?.param === 'columns' && target !== undefined) return others
  if (!admitted || !remarks.some(({ assumed, text }) => assumed && /columns; they are numbered/.test(text)))
    return undefined
  const count = admitted.signature.inputs.length
  if (others.length === count) return others
  return target === undefined && names.length === count + 1 ? names.slice(0, -1) : undefined
}

/** The one column that a model does not take is what it predicts, unless somebody said otherwise. */
export function targetByRows(
  inputs: readonly { name: string }[],
  { target }: Corrections,
  { columns }: SampledRows,
): string | undefined {
  const others = columns.filter(({ name }) => !inputs.some((input) => input.name === name))
  return target === undefined && others.length === 1 ? others[0]?.name : undefined
}
