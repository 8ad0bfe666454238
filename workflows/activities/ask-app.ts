import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { askApp } from '#engines/apps/ask-app.ts'
import { numberRows } from '#engines/tables/number-rows.ts'
import { scanFile } from '#engines/tables/scan-file.ts'
import { type Column, carryRoles } from '#pipeline/columns.ts'
import type { AppRequest, Platform } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import type { TableValue } from '#pipeline/ports/table.ts'
import { identifier, list, sql } from '#pipeline/sql.ts'
import type { Context } from '#services/context.ts'
import { answerCell } from './answer-cell.ts'
import { adopt, type MadeArtifact, parquet, type StepWork } from './step-work.ts'

interface Told {
  onAlive(): void
  onArtifact(made: MadeArtifact): void
}

/** Of all rows of a step together. */
const longestSeconds = 2 * 60 * 60

/** `platform.askApp` of one step. Faults: as `engines/apps/ask-app.ts`; LIMIT for too many rows; BAD_DATA with the row that failed. */
export const askAppOf =
  (work: StepWork, { onAlive, onArtifact }: Told): Platform['askApp'] =>
  async (request) => {
    const { ctx, report, signal } = work
    const { rows: table, added, failing, mostRows, url, call, atOnce, secondsPerRow, unasked } = request
    if (table.rows > mostRows)
      throw new Fault('LIMIT', `more rows than the app may be sent: ${table.rows}`, {
        at: { param: 'mostRows' },
        hint: 'take fewer with Filter rows, or allow more',
      })
    const rows = await rowsOf(ctx, request)
    const token = ctx.egress.tokens[new URL(url).origin]
    const answers: Record<string, unknown>[] = rows.map((_, index) => ({ n: index + 1 }))
    const stop = new AbortController()
    let wrong: Fault | undefined
    let done = 0
    await askApp({
      ...{ root: ctx.root, url, call, rows, unasked, atOnce, secondsPerRow, allowed: ctx.egress.allowed, onAlive },
      ...(token && { token }),
      seconds: Math.min(longestSeconds, 60 + Math.ceil(rows.length / atOnce) * secondsPerRow),
      signal: AbortSignal.any([signal, stop.signal]),
      onRow: (row, outcome) => {
        done += 1
        report.progress(done / Math.max(1, rows.length), `${done} of ${rows.length} rows`)
        const problem = 'problem' in outcome ? outcome.problem : null
        if (problem !== null && failing === 'stop') {
          wrong ??= new Fault('BAD_DATA', `the app did not answer row ${row + 1}: ${problem}`, {
            at: { row: row + 1 },
            hint: 'mend the row, or keep rows that fail',
          })
          stop.abort()
        }
        answers[row] = { n: row + 1, ...cells(added, 'answers' in outcome ? outcome.answers : [], problem, failing) }
      },
    }).catch((thrown: unknown) => {
      throw wrong ?? thrown
    })
    return await joined(work, table, added, answers, onArtifact)
  }

function cells(added: readonly Column[], answers: readonly unknown[], problem: string | null, failing: string) {
  const own = failing === 'keep' ? added.slice(0, -1) : added
  const named = own.map((column, index): [string, unknown] => [`a${index}`, answerCell(answers[index], column.type)])
  return Object.fromEntries(failing === 'keep' ? [...named, [`a${own.length}`, problem]] : named)
}

async function rowsOf(ctx: Context, { rows: table, inputs }: AppRequest): Promise<Record<string, unknown>[]> {
  const path = await ctx.store.path(table.artifact)
  const found: Record<string, unknown>[] = []
  while (found.length < table.rows) {
    const page = await ctx.tables.preview(path, { offset: found.length, limit: 1000 })
    const places = new Map(page.columns.map(({ name }, index) => [name, index]))
    for (const row of page.rows)
      found.push(
        Object.fromEntries(
          inputs.map(({ parameter, column, value }) => [
            parameter,
            column ? (row[places.get(column) ?? -1] ?? null) : fixed(value),
          ]),
        ),
      )
    if (page.rows.length === 0) throw new Fault('INTERNAL', `a table that ends too soon: ${table.artifact}`)
  }
  return found
}

/** `5` and `true` are what they look like, everything else is text. */
function fixed(value: string): unknown {
  if (value === 'true' || value === 'false') return value === 'true'
  return value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value
}

async function joined(
  { ctx, folder, runId, signal }: StepWork,
  table: TableValue,
  added: readonly Column[],
  answers: readonly Record<string, unknown>[],
  onArtifact: (made: MadeArtifact) => void,
): Promise<TableValue> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'answers.jsonl')
  const output = join(folder, 'rows.parquet')
  await writeFile(file, answers.map((row) => `${JSON.stringify(row)}\n`).join(''))
  const path = await ctx.store.path(table.artifact)
  const columns = [{ name: 'n', type: 'BIGINT' }, ...added.map(({ type }, index) => ({ name: `a${index}`, type }))]
  const scanned = scanFile(
    { name: 'answers', sha256: '', format: 'jsonl', columns },
    file,
  )({ types: {}, skipBadRows: false })
  const place = identifier('row number of the app')
  const own = table.columns.map(({ name }) => sql`r.${identifier(name)}`)
  const theirs = added.map(({ name }, index) => sql`a.${identifier(`a${index}`)} AS ${identifier(name)}`)
  const numbered = numberRows(path, table.columns)?.(place)
  if (!numbered)
    throw new Fault('BAD_DATA', 'a column has a name that is taken: file_row_number', { hint: 'rename it' })
  const { text } =
    sql`SELECT ${list([...own, ...theirs])} FROM ${numbered} r JOIN ${scanned} a ON a.n = r.${place} ORDER BY r.${place}`
  const made = await ctx.tables.select({
    ...{ sql: text, tables: { rows: path }, files: [file], output, signal, session: runId },
  })
  const kept = await adopt(ctx, output, parquet)
  onArtifact(kept)
  return { type: 'table', artifact: kept.sha256, rows: made.rows, columns: carryRoles(made.columns, table.columns) }
}
