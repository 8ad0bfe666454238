import { z } from 'zod'

const lines = z
  .union([z.string(), z.array(z.string())])
  .transform((text) => (Array.isArray(text) ? text.join('') : text))
const data = z.record(z.string(), z.unknown()).default({})

const output = z.discriminatedUnion('output_type', [
  z.object({ output_type: z.literal('stream'), text: lines }),
  z.object({ output_type: z.literal('execute_result'), data }),
  z.object({ output_type: z.literal('display_data'), data }),
  z.object({ output_type: z.literal('error'), traceback: z.array(z.string()).default([]) }),
])

const notebook = z.object({
  cells: z.array(
    z.object({
      cell_type: z.enum(['code', 'markdown', 'raw']),
      source: lines,
      execution_count: z.number().nullish(),
      outputs: z.array(z.unknown()).default([]),
      metadata: z
        .object({ espalier: z.object({ state: z.enum(['current', 'edited', 'deleted']) }) })
        .optional()
        .catch(undefined),
    }),
  ),
})

export type CellOutput =
  | { is: 'text' | 'error'; text: string }
  | { is: 'png' | 'jpeg'; base64: string }
  | { is: 'other' }

export interface Cell {
  is: 'code' | 'markdown' | 'raw'
  source: string
  count: number | null
  /** Of a cell that was run: what became of it since. */
  state?: 'edited' | 'deleted'
  outputs: CellOutput[]
}

/** More of one output is cut off. */
const longest = 20_000

/** A notebook as text and pictures. HTML, scripts and widgets in it are left out: nothing of it is ever run. */
export function cellsOf(bytes: Buffer): Cell[] | undefined {
  const parsed = notebook.safeParse(jsonOf(bytes))
  if (!parsed.success) return undefined
  return parsed.data.cells.map(({ cell_type, source, execution_count, outputs, metadata }) => ({
    is: cell_type,
    source,
    count: execution_count ?? null,
    outputs: outputs.map(outputOf),
    ...stateOf(metadata?.espalier.state),
  }))
}

const stateOf = (state: 'current' | NonNullable<Cell['state']> | undefined) =>
  state && state !== 'current' ? { state } : {}

function outputOf(raw: unknown): CellOutput {
  const parsed = output.safeParse(raw)
  if (!parsed.success) return { is: 'other' }
  const one = parsed.data
  if (one.output_type === 'stream') return { is: 'text', text: plain(one.text) }
  if (one.output_type === 'error') return { is: 'error', text: plain(one.traceback.join('\n')) }
  for (const is of ['png', 'jpeg'] as const) {
    const picture = lines.safeParse(one.data[`image/${is}`])
    if (picture.success && /^[A-Za-z0-9+/=\s]+$/.test(picture.data))
      return { is, base64: picture.data.replace(/\s/g, '') }
  }
  const text = lines.safeParse(one.data['text/plain'])
  return text.success ? { is: 'text', text: plain(text.data) } : { is: 'other' }
}

/** Without the escape sequences by which terminals colour. */
const plain = (text: string): string => text.replaceAll(escapes, '').slice(0, longest)
const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, 'g')

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return undefined
  }
}
