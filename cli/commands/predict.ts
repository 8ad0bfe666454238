import { readFile } from 'node:fs/promises'
import { text as readAll } from 'node:stream/consumers'
import { Fault } from '#pipeline/fault.ts'
import { ask } from '../client.ts'
import { givenPath } from '../given-path.ts'
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
}

/** A request stays small enough to be answered at once. */
const rowsAtOnce = 1000

/** Asks an endpoint about each row of a CSV, JSON or JSON Lines file, or of stdin for `-`. */
export async function predict(session: Session, endpoint: string, source: string): Promise<void> {
  const { platform, result, tell } = session
  const address = `${platform.apiUrl}/predict/${encodeURIComponent(endpoint)}`
  const { rows, leftOut } = await rowsOf(session, endpoint, source)
  if (leftOut.length > 0) tell(`left out, for the model has no such column: ${leftOut.join(', ')}`)
  const answers: Answer[] = []
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    answers.push(await askAbout(address, platform, rows.slice(from, from + rowsAtOnce), from))
    if (rows.length > rowsAtOnce) tell(`${Math.min(from + rowsAtOnce, rows.length)} of ${rows.length} rows`)
  }
  const predictions = answers.flatMap((answer) => answer.predictions)
  const version = answers.at(-1)?.version
  result({ endpoint, version, leftOut, predictions }, predictions.map(predictionText).join('\n'))
}

async function rowsOf({ platform }: Session, endpoint: string, source: string) {
  const text = source === '-' ? await readAll(process.stdin) : await readText(source)
  const metadata = await ask(`${platform.apiUrl}/v2/models/${encodeURIComponent(endpoint)}`, platform)
  const { inputs = [] } = metadata as { inputs?: Input[] }
  const named = (datatype: RegExp) =>
    new Set(inputs.filter((input) => datatype.test(input.datatype)).map(({ name }) => name))
  const rows = readRows(text, formatOf(source, text), { numbers: named(/^(FP|U?INT)/), booleans: named(/^BOOL/) })
  if (rows.length === 0) throw new Fault('BAD_DATA', `no rows: ${source}`)
  const wanted = new Set(inputs.map(({ name }) => name))
  const leftOut = [...new Set(rows.flatMap(Object.keys))].filter((name) => !wanted.has(name))
  return { rows: rows.map((row) => only(row, wanted)), leftOut }
}

const only = (row: Row, wanted: Set<string>): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => wanted.has(name)))

function readText(given: string): Promise<string> {
  const path = givenPath(given)
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Fault('NOT_FOUND', `no such file: ${path}`, { hint: 'give its path from where you are', cause })
  })
}

/** A fault's row counts within the request; people count within their file. */
async function askAbout(address: string, platform: Session['platform'], rows: Row[], before: number): Promise<Answer> {
  const body = JSON.stringify({ rows })
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
  try {
    return (await ask(address, platform, request)) as Answer
  } catch (error) {
    if (!(error instanceof Fault) || error.at?.row === undefined) throw error
    const { code, message, hint, at } = error
    throw new Fault(code, message, { at: { ...at, row: (at.row ?? 0) + before }, ...(hint && { hint }) })
  }
}

function predictionText({ prediction, probabilities }: Answer['predictions'][number]): string {
  const sorted = Object.entries(probabilities ?? {}).sort(([, a], [, b]) => b - a)
  return [prediction, ...sorted.map(([name, share]) => `${name}=${share.toFixed(4)}`)].join('\t')
}
