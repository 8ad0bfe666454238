import type { Readable } from 'node:stream'
import { z } from 'zod'
import { checkRows, type Row } from '#engines/models/check-rows.ts'
import type { Answer } from '#engines/models/models.ts'
import { Fault } from '#pipeline/fault.ts'
import type { ModelInput, Signature } from '#pipeline/ports/model.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { readCsv } from './csv.ts'
import { csvLine, type Dialect, dialectOf } from './csv-line.ts'
import { answering, remembered } from './load.ts'
import { mapped, named } from './mapped.ts'
import { pace } from './pace.ts'
import { type DemoInput, inputsOf } from './page.ts'
import { askedDemo } from './predict.ts'
import { wrongCell } from './wrong-cell.ts'

export const batchInput = askedDemo.extend({
  source: z.custom<Readable>(),
  /** Which column of the file each input is read from; what is not named here is found by its name. */
  columns: z.record(z.string(), z.string()).default({}),
})

export interface WrongRow {
  line: number
  column: string | null
  message: string
  hint: string | null
}

export interface Batch {
  rows: number
  answered: number
  /** Of those that were answered, in spite of what training never saw; the file says of what. */
  doubtful: number
  /** The first of those that were not answered, and why; all are in the file. */
  wrong: WrongRow[]
  /** The rows as they came, with the answer, its probabilities and what was wrong, written as the file was. */
  csv: string
}

const atOnce = 1000
const mostWrong = 100
const cost = 20

interface Waiting {
  cells: string[]
  row: Row | null
  wrong: string
}

/** Answers the rows of a CSV; those that cannot be answered say why. Faults: INVALID_INPUT, LIMIT, GONE. */
export async function batch(ctx: Context, input: z.input<typeof batchInput>): Promise<Batch> {
  authorize(ctx, 'demo', 'ask')
  const { name, version: number, source, columns } = parse(batchInput, input)
  pace(ctx.actor, cost)
  const demo = await remembered(ctx, name)
  const { signature, seen, artifact } = answering(demo, { number, key: ctx.actor.userId })
  const path = await ctx.store.path(artifact)
  const inputs = inputsOf(demo.page, signature)
  if (inputs.some(({ type }) => type === 'image'))
    throw new Fault('INVALID_INPUT', 'a table has no pictures', { hint: 'try one picture after the other' })
  const lines: unknown[][] = []
  let dialect: Dialect | undefined
  const wrong: WrongRow[] = []
  let rows = 0
  let answered = 0
  let doubtful = 0
  let places: Map<string, number> | undefined
  let waiting: Waiting[] = []

  const flush = async () => {
    const asked = waiting.flatMap(({ row }) => (row ? [row] : []))
    const answers = asked.length > 0 ? await ctx.models.predict(path, signature, asked) : []
    let next = 0
    for (const { cells, row, wrong } of waiting)
      lines.push([...cells, ...answerCells(signature, row ? answers[next++] : undefined), wrong])
    answered += answers.length
    waiting = []
  }
  for await (const { line, cells, delimiter } of readCsv(source)) {
    if (!places) {
      places = mapped(inputs, named(cells), columns)
      lines.push([...cells, ...answerHeads(signature, cells), 'problem'])
      continue
    }
    rows += 1
    if (dialect?.decimal !== ',') dialect = dialectOf(delimiter, cells)
    const read = readRow({ signature, seen }, inputs, places, cells)
    if ('fault' in read && wrong.length < mostWrong)
      wrong.push({
        line,
        column: read.fault.at?.column ?? null,
        message: read.fault.message,
        hint: read.fault.hint ?? null,
      })
    if ('row' in read && read.doubts.length > 0) doubtful += 1
    waiting.push(
      'row' in read
        ? { cells, row: read.row, wrong: read.doubts.join('; ') }
        : { cells, row: null, wrong: read.fault.message },
    )
    if (waiting.length >= atOnce) await flush()
  }
  await flush()
  if (rows === 0) throw new Fault('INVALID_INPUT', 'the file has no rows', { hint: 'a heading and at least one row' })
  return { rows, answered, doubtful, wrong, csv: lines.map((cells) => csvLine(cells, dialect)).join('') }
}

type Known = Parameters<typeof checkRows>[2]

function readRow(
  { signature, seen }: { signature: Signature; seen: Known },
  inputs: readonly DemoInput[],
  places: ReadonlyMap<string, number>,
  cells: readonly string[],
): { row: Row; doubts: string[] } | { fault: Fault } {
  const cellOf = (name: string) => cells[places.get(name) ?? -1] ?? ''
  const row = Object.fromEntries(
    inputs.flatMap((input): [string, unknown][] => {
      if (!input.shown) return [[input.name, input.usual]]
      return places.has(input.name) ? [[input.name, cellValue(input, cellOf(input.name))]] : []
    }),
  )
  try {
    const { rows, warnings } = checkRows(signature, [row], seen)
    return { row: rows[0] as Row, doubts: warnings.map(({ message }) => message) }
  } catch (thrown) {
    if (thrown instanceof Fault) return { fault: wrongCell(thrown, inputs, cellOf) }
    throw thrown
  }
}

const yes = new Set(['true', 'yes', '1'])
const no = new Set(['false', 'no', '0'])

/** What a cell says; what it cannot say is left as it is, for the check to name. */
function cellValue({ type }: Pick<ModelInput, 'type'>, cell: string): unknown {
  const text = cell.trim()
  if (text === '') return null
  if (type === 'boolean') return yes.has(text.toLowerCase()) ? true : no.has(text.toLowerCase()) ? false : text
  if (type === 'number' || type === 'integer') {
    const number = Number(/^-?\d+,\d+$/.test(text) ? text.replace(',', '.') : text)
    return Number.isFinite(number) ? number : text
  }
  return cell
}

function answerHeads({ target, classes = [] }: Signature, taken: readonly string[]): string[] {
  const free = (name: string) => (taken.includes(name) ? `${name} (answer)` : name)
  return [free(target), ...classes.map((one) => `${one} (probability)`)]
}

const answerCells = ({ classes = [] }: Signature, answer: Answer | undefined): unknown[] =>
  answer
    ? [answer.prediction, ...classes.map((name) => answer.probabilities?.[name] ?? '')]
    : ['', ...classes.map(() => '')]
