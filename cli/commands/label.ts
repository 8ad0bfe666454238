import { text as readAll } from 'node:stream/consumers'
import type { Command } from 'commander'
import { Fault } from '#pipeline/fault.ts'
import { ask } from '../client.ts'
import { type ExitCode, exitCodes } from '../failure.ts'
import { printable } from '../printable.ts'
import { readGiven } from '../read-given.ts'
import { formatOf, readRows } from '../rows.ts'
import type { Session } from '../session.ts'
import type { WithSession } from '../with-session.ts'

interface Added {
  added: number
  same: number
  replaced: number
  refused: { row: number; reason: string }[]
}

interface Options {
  rows: string
  prediction?: string
  label?: string
  replace?: boolean
}

const rowsAtOnce = 5000
const shownRefusals = 20

/** Sends labels of a file, or of stdin for `-`, and tells of each row that was refused. */
async function add(session: Session, endpoint: string, { rows, ...options }: Options): Promise<ExitCode> {
  const query = new URLSearchParams({ source: 'cli', ...(options.replace && { replace: 'true' }) })
  for (const name of ['prediction', 'label'] as const) if (options[name]) query.set(name, options[name])
  const address = `${session.platform.apiUrl}/labels/${encodeURIComponent(endpoint)}?${query}`
  const sum = /\.parquet$/i.test(rows) ? await sendFile(session, address, rows) : await sendRows(session, address, rows)
  for (const { row, reason } of sum.refused.slice(0, shownRefusals)) session.tell(printable(`row ${row}: ${reason}`))
  const unsaid = sum.refused.length - shownRefusals
  if (unsaid > 0) session.tell(`and ${unsaid} more; --json tells of all`)
  const { added, same, replaced, refused } = sum
  session.result(sum, `${added} added, ${same} known already, ${replaced} replaced, ${refused.length} refused`)
  return refused.length > 0 ? exitCodes.failed : exitCodes.done
}

async function sendFile({ platform }: Session, address: string, given: string): Promise<Added> {
  const headers = { 'content-type': 'application/vnd.apache.parquet' }
  const body = new Uint8Array(await readGiven(given))
  return (await ask(address, platform, { method: 'POST', headers, body })) as Added
}

async function sendRows({ platform, tell }: Session, address: string, given: string): Promise<Added> {
  const text = given === '-' ? await readAll(process.stdin) : (await readGiven(given)).toString('utf8')
  const rows = readRows(text, formatOf(given, text), { numbers: new Set(), booleans: new Set() })
  if (rows.length === 0) throw new Fault('BAD_DATA', `no rows: ${given}`)
  const sum: Added = { added: 0, same: 0, replaced: 0, refused: [] }
  const headers = { 'content-type': 'application/json' }
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const body = JSON.stringify({ rows: rows.slice(from, from + rowsAtOnce) })
    const part = (await ask(address, platform, { method: 'POST', headers, body })) as Added
    for (const what of ['added', 'same', 'replaced'] as const) sum[what] += part[what]
    sum.refused.push(...part.refused.map(({ row, reason }) => ({ row: row + from, reason })))
    if (rows.length > rowsAtOnce) tell(`${Math.min(from + rowsAtOnce, rows.length)} of ${rows.length} rows`)
  }
  return sum
}

export function declareLabel(program: Command, withSession: WithSession): void {
  const label = program.command('label').description('what predictions should have been')
  label
    .command('add')
    .argument('<endpoint>')
    .description('labels by the ids of predictions; each row that is refused says why')
    .requiredOption('--rows <file>', 'CSV, JSON, JSON Lines or Parquet; - for stdin')
    .option('--prediction <column>', 'where the ids stand: prediction, prediction_id or id unless told otherwise')
    .option('--label <column>', 'where the labels stand: label, or the target of the model, unless told otherwise')
    .option('--replace', 'a label that contradicts one that there is takes its place')
    .action((endpoint, options) => withSession((session) => add(session, endpoint, options)))
}
