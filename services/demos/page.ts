import { z } from 'zod'
import { type DemoPage, demoAccents } from '#db/schema.ts'
import type { ModelInput, Signature } from '#pipeline/ports/model.ts'

const value = z.union([z.string().max(1000), z.number(), z.boolean(), z.null()])

export const demoPage = z.strictObject({
  title: z.string().trim().min(1, 'a demo needs a title').max(120),
  text: z.string().max(20_000),
  accent: z.enum(demoAccents),
  inputs: z
    .array(
      z.strictObject({
        name: z.string(),
        label: z.string().trim().max(120).optional(),
        unit: z.string().trim().max(24).optional(),
        shown: z.boolean(),
        fixed: value.optional(),
      }),
    )
    .max(2000),
  labels: z.record(z.string().max(500), z.string().trim().max(120)),
  versions: z.array(z.uuid()).max(20),
}) satisfies z.ZodType<DemoPage>

export const freshPage = (title: string, { inputs }: Signature): DemoPage => ({
  title,
  text: '',
  accent: 'leaf',
  inputs: inputs.map(({ name }) => ({ name, shown: true })),
  labels: {},
  versions: [],
})

/** A column of the model as the page has it. */
export interface DemoInput extends Omit<ModelInput, 'unit'> {
  label: string
  unit: string | null
  shown: boolean
  /** What is sent when nobody says otherwise: what the owner fixed, else what is usual. */
  usual: string | number | boolean | null
}

/** The inputs of a version in the page's order; one that the page does not know yet comes last and is shown. */
export function inputsOf(page: DemoPage, { inputs }: Signature): DemoInput[] {
  const places = new Map(page.inputs.map((one, place) => [one.name, { ...one, place }]))
  return inputs
    .map((input) => ({ input, set: places.get(input.name) }))
    .sort((a, b) => (a.set?.place ?? Number.POSITIVE_INFINITY) - (b.set?.place ?? Number.POSITIVE_INFINITY) || 0)
    .map(({ input, set }) => ({
      ...input,
      label: set?.label || input.name,
      unit: set?.unit || input.unit || null,
      shown: set?.shown ?? true,
      usual: set?.fixed === undefined ? usualOf(input) : set.fixed,
    }))
}

/** The middle of the training rows, or the category most of them have. */
export function usualOf({ type, range, categories, histogram }: ModelInput): string | number | boolean | null {
  if (type === 'text') return categories?.[0]?.value ?? ''
  if (type === 'boolean') return (histogram?.counts[0] ?? 1) < (histogram?.counts.at(-1) ?? 0)
  if (type === 'image') return null
  const middle = histogram ? medianOf(histogram) : range ? (range[0] + range[1]) / 2 : 0
  return type === 'integer' ? Math.round(middle) : Number(middle.toPrecision(3))
}

function medianOf({ edges, counts }: NonNullable<ModelInput['histogram']>): number {
  const half = counts.reduce((sum, count) => sum + count, 0) / 2
  let before = 0
  for (const [bin, count] of counts.entries()) {
    const [low = 0, high = low] = [edges[bin], edges[bin + 1]]
    if (before + count >= half) return count === 0 ? low : low + ((half - before) / count) * (high - low)
    before += count
  }
  return edges[0] ?? 0
}
