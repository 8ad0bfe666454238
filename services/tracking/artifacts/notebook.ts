import { z } from 'zod'
import { type CellTable, htmlTable } from './html-table.ts'

const lines = z
  .union([z.string(), z.array(z.string())])
  .transform((text) => (Array.isArray(text) ? text.join('') : text))
const data = z.record(z.string(), z.unknown()).default({})

const output = z.discriminatedUnion('output_type', [
  z.object({ output_type: z.literal('stream'), text: lines }),
  z.object({ output_type: z.literal('execute_result'), data }),
  z.object({ output_type: z.literal('display_data'), data }),
  z.object({
    output_type: z.literal('error'),
    ename: z.string().default(''),
    evalue: z.string().default(''),
    traceback: z.array(z.string()).default([]),
  }),
])

const metadata = z.object({
  tags: z.array(z.string()).default([]).catch([]),
  /** Where the platform ran it. */
  espalier: z
    .object({
      status: z.enum(['running', 'done', 'failed', 'stopped']).optional(),
      /** Of a notebook that was pushed: what became of the cell since it ran. */
      state: z.enum(['current', 'edited', 'deleted']).optional(),
    })
    .optional()
    .catch(undefined),
  execution: z
    .object({ 'iopub.status.busy': z.string(), 'iopub.status.idle': z.string() })
    .partial()
    .optional()
    .catch(undefined),
})

const notebook = z.object({
  cells: z.array(
    z.object({
      cell_type: z.enum(['code', 'markdown', 'raw']),
      source: lines,
      execution_count: z.number().nullish(),
      outputs: z.array(z.unknown()).default([]),
      metadata: z.unknown().optional(),
    }),
  ),
})

export type CellOutput =
  | { is: 'text' | 'error'; text: string }
  | { is: 'png' | 'jpeg' | 'svg+xml'; base64: string }
  | ({ is: 'table' } & CellTable)
  /** To be shown where no script runs and nothing is fetched, and nowhere else. */
  | { is: 'html'; html: string }
  | { is: 'other' }

export interface Cell {
  is: 'code' | 'markdown' | 'raw'
  source: string
  count: number | null
  /** Of a cell that was run: what became of it since. */
  state?: 'edited' | 'deleted'
  outputs: CellOutput[]
  /** Its first tag that says what it is for. */
  tag?: string
  status?: 'running' | 'done' | 'failed' | 'stopped'
  seconds?: number
}

/** More of one output is cut off. */
const longest = 20_000
/** Longer HTML is left to its text. */
const longestHtml = 200_000
/** What Python says of an object that has no text of its own. */
const nameless = /^<[\w.]+ (object|at 0x)/

/** A notebook as text, pictures, tables and HTML for a sandbox. Scripts and widgets are left out: nothing of it is ever run. */
export function cellsOf(bytes: Buffer): Cell[] | undefined {
  const parsed = notebook.safeParse(jsonOf(bytes))
  if (!parsed.success) return undefined
  return parsed.data.cells.map(({ cell_type, source, execution_count, outputs, metadata: given }) => ({
    is: cell_type,
    source,
    count: execution_count ?? null,
    outputs: outputs.map(outputOf),
    ...aboutCell(given),
  }))
}

const shownTags = ['parameters', 'injected-parameters', 'skip-execution', 'raises-exception']

function aboutCell(given: unknown): Pick<Cell, 'tag' | 'status' | 'state' | 'seconds'> {
  const { data } = metadata.safeParse(given)
  const tag = data?.tags.find((one) => shownTags.includes(one))
  const { 'iopub.status.busy': from = '', 'iopub.status.idle': to = '' } = data?.execution ?? {}
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000
  return {
    ...(tag && { tag }),
    ...(data?.espalier?.status && { status: data.espalier.status }),
    ...(data?.espalier?.state && data.espalier.state !== 'current' && { state: data.espalier.state }),
    ...(seconds >= 0 && { seconds }),
  }
}

function outputOf(raw: unknown): CellOutput {
  const parsed = output.safeParse(raw)
  if (!parsed.success) return { is: 'other' }
  const one = parsed.data
  if (one.output_type === 'stream') return { is: 'text', text: plain(one.text) }
  if (one.output_type === 'error')
    return { is: 'error', text: plain(one.traceback.join('\n') || `${one.ename}: ${one.evalue}`) }
  for (const is of ['png', 'jpeg'] as const) {
    const picture = lines.safeParse(one.data[`image/${is}`])
    if (picture.success && /^[A-Za-z0-9+/=\s]+$/.test(picture.data))
      return { is, base64: picture.data.replace(/\s/g, '') }
  }
  const drawing = lines.safeParse(one.data['image/svg+xml'])
  if (drawing.success) return { is: 'svg+xml', base64: Buffer.from(drawing.data).toString('base64') }
  const html = lines.safeParse(one.data['text/html'])
  const table = html.success ? htmlTable(html.data) : undefined
  if (table) return { is: 'table', ...table }
  const text = lines.safeParse(one.data['text/plain'])
  const isSaid = text.success && !nameless.test(text.data)
  if (!isSaid && html.success && html.data.length <= longestHtml) return { is: 'html', html: html.data }
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
