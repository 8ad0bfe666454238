import type { ModelInput, Picture } from '#pipeline/ports/model.ts'
import { seeded } from '#pipeline/seeded.ts'
import type { Feeds } from '../child/messages.ts'
import type { InputPlan } from './plan.ts'

type Made = number | string

/** Rows to try a model on, in the platform's own form: one array an input. */
export function madeRows(plan: readonly InputPlan[], rows: number, seed = 1): Feeds {
  const next = seeded(seed)
  return Object.fromEntries(
    plan.flatMap((input): [string, Feeds[string]][] => {
      if (input.kind === 'picture') return [[input.input.name, pictures(input.picture, rows, next)]]
      return input.columns.map((column) => {
        const values = Array.from({ length: rows }, () => valueFor(column, next()))
        return [column.name, column.type === 'text' ? values.map(String) : Float64Array.from(values as number[])]
      })
    }),
  )
}

function valueFor({ type, range, categories }: ModelInput, chance: number): Made {
  if (type === 'text')
    return categories?.[Math.floor(chance * categories.length)]?.value ?? ['a', 'b', 'c'][Math.floor(chance * 3)] ?? 'a'
  if (type === 'boolean') return chance < 0.5 ? 0 : 1
  const [low, high] = range ?? (type === 'integer' ? [0, 9] : [-2, 4])
  const value = low + chance * (high - low)
  return type === 'integer' ? Math.round(value) : Math.fround(Math.round(value * 64) / 64)
}

/** Noise alone looks like nothing, so half of each is one shade. */
function pictures({ height, width, channels }: Picture, rows: number, next: () => number): Uint8Array {
  const size = height * width * channels
  const all = new Uint8Array(rows * size)
  for (let row = 0; row < rows; row++) {
    const shade = Math.floor(next() * 256)
    for (let place = 0; place < size; place++) all[row * size + place] = place % 2 ? shade : Math.floor(next() * 256)
  }
  return all
}

/** The same rows as a caller would send them; pictures are left to the decoder. */
export function asSent(plan: readonly InputPlan[], feeds: Feeds, rows: number): Record<string, unknown>[] {
  const columns = plan.flatMap((input) => (input.kind === 'columns' ? input.columns : []))
  return Array.from({ length: rows }, (_, row) =>
    Object.fromEntries(
      columns.map(({ name, type }) => {
        const value = feeds[name]?.[row]
        return [name, type === 'boolean' ? value === 1 : value]
      }),
    ),
  )
}
