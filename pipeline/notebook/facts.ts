import { z } from 'zod'

export const parameterKinds = ['integer', 'number', 'boolean', 'text', 'list', 'dict', 'any'] as const

/** One assignment of the cell tagged `parameters`. */
export const notebookParameter = z.object({
  name: z.string(),
  kind: z.enum(parameterKinds),
  /** As it is written. */
  default: z.string(),
  /** As JSON, where what is written is a literal. */
  value: z.json().optional(),
  help: z.string().optional(),
})
export type NotebookParameter = z.infer<typeof notebookParameter>

/** What is known of a notebook without running it; found when it was uploaded. */
export const notebookFacts = z.object({
  /** The name of the kernel that it asks for. */
  kernel: z.string().nullable(),
  language: z.string().nullable(),
  /** How many of its cells hold code. */
  cells: z.number().int(),
  /** Null where no cell is tagged `parameters`. */
  parameters: z.array(notebookParameter).nullable(),
  /** Names of `espalier.inputs[…]`, `espalier.output(…)` and `espalier.output_model(…)` in its code. */
  reads: z.array(z.string()),
  writes: z.array(z.string()),
  models: z.array(z.string()),
})
export type NotebookFacts = z.infer<typeof notebookFacts>

/** What no upload of a notebook may exceed. */
export const largestNotebook = 64 * 2 ** 20
