import { text as readAll } from 'node:stream/consumers'
import { Fault } from '#pipeline/fault.ts'
import { otherName } from '#pipeline/nearest.ts'
import { ask } from '../client.ts'
import { printable } from '../printable.ts'
import { readGiven } from '../read-given.ts'
import { formatOf, type Row, readRows } from '../rows.ts'
import type { Session } from '../session.ts'

interface Input {
  name: string
  datatype: string
}

interface Answer {
  predictions: { id: string; prediction: string | number; probabilities?: Record<string, number> }[]
  endpoint: string
  version: number | string
  warnings?: Warning[]
}

/** A request stays small enough to be answered at once. */
const rowsAtOnce = 1000

interface Warning {
  row?: number
  column?: string
  message: string
}

/**
 * Asks an endpoint about each row of a CSV, JSON or JSON Lines file, or of stdin for `-`. Columns are sent as they are, but for
 * `ignored` ones: the platform refuses what the model does not know.
 */
export async function predict(session: Session, endpoint: string, source: string, ignored: string[]): Promise<void> {
  const { platform, result, tell } = session
  const address = `${platform.apiUrl}/predict/${encodeURIComponent(endpoint)}`
  const rows = await rowsOf(session, endpoint, source, ignored)
  const answers: Answer[] = []
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const answer = await askAbout(address, platform, rows.slice(from, from + rowsAtOnce), from)
    answers.push(answer)
    for (const warning of answer.warnings ?? []) tell(printable(warningText(warning)))
    if (rows.length > rowsAtOnce) tell(`${Math.min(from + rowsAtOnce, rows.length)} of ${rows.length} rows`)
  }
  const predictions = answers.flatMap((answer) => answer.predictions)
  const warnings = answers.flatMap((answer) => answer.warnings ?? [])
  const version = answers.at(-1)?.version
  const document = { endpoint, version, predictions, ...(warnings.length > 0 && { warnings }) }
  result(document, predictions.map(predictionText).join('\n'))
}

async function rowsOf({ platform }: Session, endpoint: string, source: string, ignored: string[]): Promise<Row[]> {
  const text = source === '-' ? await readAll(process.stdin) : (await readGiven(source)).toString('utf8')
  const metadata = await ask(`${platform.apiUrl}/v2/models/${encodeURIComponent(endpoint)}`, platform)
  const { inputs = [] } = metadata as { inputs?: Input[] }
  const named = (datatype: RegExp) =>
    new Set(inputs.filter((input) => datatype.test(input.datatype)).map(({ name }) => name))
  const rows = readRows(text, formatOf(source, text), { numbers: named(/^(FP|U?INT)/), booleans: named(/^BOOL/) })
  if (rows.length === 0) throw new Fault('BAD_DATA', `no rows: ${source}`)
  const there = new Set(rows.flatMap(Object.keys))
  const absent = ignored.find((name) => !there.has(name))
  if (absent !== undefined)
    throw new Fault('INVALID_INPUT', `no such column to ignore: ${absent}`, { hint: otherName(absent, there) })
  const without = new Set(ignored)
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !without.has(name))))
}

/** The platform counts rows within the request; people count within their file. */
async function askAbout(address: string, platform: Session['platform'], rows: Row[], before: number): Promise<Answer> {
  const body = JSON.stringify({ rows })
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
  try {
    const { warnings, ...answer } = (await ask(address, platform, request)) as Answer
    const moved = warnings?.map((warning) => (warning.row ? { ...warning, row: warning.row + before } : warning))
    return { ...answer, ...(moved && { warnings: moved }) }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const { code, message, at } = error
    const column = /leave it out$/.test(error.hint ?? '') && at?.column
    const hint = column ? `${error.hint}: --ignore ${JSON.stringify(column)}` : error.hint
    const place = at && { ...at, ...(at.row !== undefined && { row: at.row + before }) }
    throw new Fault(code, message, { ...(place && { at: place }), ...(hint && { hint }) })
  }
}

const warningText = ({ row, column, message }: Warning): string =>
  `warning: ${[row && `row ${row}`, column && `column ${column}`].filter(Boolean).join(', ')}: ${message}`

function predictionText({ prediction, probabilities }: Answer['predictions'][number]): string {
  const sorted = Object.entries(probabilities ?? {}).sort(([, a], [, b]) => b - a)
  return [prediction, ...sorted.map(([name, share]) => `${name}=${share.toFixed(4)}`)].join('\t')
}
