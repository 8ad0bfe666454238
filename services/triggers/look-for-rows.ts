import { Readable } from 'node:stream'
import { eq } from 'drizzle-orm'
import { type TriggerState, triggers, type Watch } from '#db/schema.ts'
import { type Ask, askPostgres, type Row } from '#engines/databases/ask-postgres.ts'
import { Fault } from '#pipeline/fault.ts'
import { otherName } from '#pipeline/nearest.ts'
import type { Context } from '../context.ts'
import { add } from '../files/add.ts'
import { arrive } from './arrive.ts'
import type { TriggerRow } from './find.ts'
import { type Rows, readRows, rowsOf } from './read-rows.ts'
import { keepSeen, seenRows } from './seen-rows.ts'

type QueryWatch = Extract<Watch, { kind: 'query' }>

const mostBytes = 1024 * 1024 * 1024
/** So long after a greater value was seen a row is found that committed late; of so many of the newest rows at most. */
const lateMs = 10 * 60_000
const mostSeen = 100_000

/** Faults: NOT_FOUND for a name that the operator has not given. */
export function connectionOf({ arrivals, egress }: Pick<Context, 'arrivals' | 'egress'>, name: string) {
  const url = Object.hasOwn(arrivals.connections, name) ? arrivals.connections[name] : undefined
  if (url) return { url, name, allowed: egress.allowed }
  const names = Object.keys(arrivals.connections)
  throw new Fault('NOT_FOUND', `no such database: ${name}`, {
    at: { param: 'watch.connection' },
    hint:
      names.length > 0
        ? otherName(name, names)
        : 'an operator of the platform names databases with ESPALIER_CONNECTIONS',
  })
}

/**
 * Rows above the mark, and those below it that a transaction committed late, become a version and one firing. The mark
 * and what was seen move in the transaction of the firing.
 */
export async function lookForRows(ctx: Context, trigger: TriggerRow, watch: QueryWatch): Promise<void> {
  const { mark, floor, turn = 0 } = trigger.state
  const isFirst = mark === undefined
  const seen = await seenRows(ctx.db, trigger.id)
  const found = await askPostgres(connectionOf(ctx, watch.connection), async (ask) => {
    const rows = await rowsOf(ask, watch)
    const edges = await edgesOf(ask, rows, trigger.state)
    const leaves = isFirst && watch.present === 'leave'
    const above = leaves ? edges.floor : lowestOf(trigger.state)
    const looked = {
      ...edges,
      ...(await keysAbove(ask, rows, { above, mark: mark ?? null, floor: edges.floor, seen })),
    }
    if (leaves || looked.count === 0) return { ...looked, version: undefined }
    const source = Readable.from(linesAbove(ask, rows, { above, mark: mark ?? null, seen }))
    return { ...looked, version: await add(ctx, { name: watch.as, source, maxBytes: mostBytes }) }
  })
  const { to, count, kept, marks, version } = found
  const isAsItWas = found.floor === floor && marks.at(-1)?.at === trigger.state.marks?.at(-1)?.at
  if (!isFirst && count === 0 && isAsItWas) return
  await ctx.db.transaction(async (tx) => {
    const [now] = await tx.select().from(triggers).where(eq(triggers.id, trigger.id)).for('no key update')
    // Somebody else has looked meanwhile.
    if (!now || now.state.mark !== mark || (now.state.turn ?? 0) !== turn) return
    const state = { ...now.state, mark: to, floor: found.floor, marks, turn: turn + 1 }
    await tx.update(triggers).set({ state }).where(eq(triggers.id, trigger.id))
    await keepSeen(tx, trigger.id, { before: seen, now: kept })
    if (!version) return
    const rows = { from: mark ?? '', to, count }
    const payload = { file: `${version.name}@${version.version}`, rows }
    await arrive(tx, now, { key: `rows ${turn}: ${mark ?? ''} to ${to}`, payload })
  })
}

/** What is looked at lies above it. One that was made before anything was looked at again begins at its mark. */
const lowestOf = ({ mark, floor }: TriggerState): string | null => (floor === undefined ? (mark ?? null) : floor)

/** Where the mark and the floor are from now on. */
async function edgesOf(ask: Ask, { source, by, type }: Rows, { mark, floor, marks = [] }: TriggerState) {
  const now = Date.now()
  const passed = marks.findLast(({ at }) => Date.parse(at) <= now - lateMs)
  const lowest = lowestOf({ mark, floor })
  const above = `${by} is not null and ($2::text is null or ${by} > $2::${type})`
  const [edges] = await ask(
    `select greatest(max(${by}), $1::${type})::text as to,
       greatest($2::${type}, $3::${type}, (select ${by} from ${source} where ${above} order by ${by} desc offset ${mostSeen} limit 1))::text as floor
     from ${source} where ${above}`,
    [mark ?? null, lowest, passed?.mark ?? null],
  )
  const to = edges?.to ?? null
  const last = marks.at(-1)
  const isOther = !last || (last.mark !== to && Date.parse(last.at) <= now - lateMs / 10)
  const known = passed ? marks.slice(marks.indexOf(passed)) : marks
  return {
    to,
    floor: edges?.floor ?? null,
    marks: isOther ? [...known, { at: new Date(now).toISOString(), mark: to }] : known,
  }
}

interface Looking {
  above: string | null
  mark: string | null
  seen: ReadonlySet<string>
}

const isNew = (row: Row, seen: ReadonlySet<string>) => row.above === 'true' || !seen.has(row.key ?? '')
const selected = ({ by, type, key }: Rows) => `${key} as key, ($2::text is null or ${by} > $2::${type})::text as above`

async function keysAbove(ask: Ask, rows: Rows, { above, mark, floor, seen }: Looking & { floor: string | null }) {
  const kept = new Set<string>()
  let count = 0
  const { by, type } = rows
  const select = `${selected(rows)}, ($3::text is null or ${by} > $3::${type})::text as kept`
  for await (const page of readRows(ask, rows, { above, select, values: [mark, floor] }))
    for (const row of page) {
      if (isNew(row, seen)) count += 1
      if (row.kept === 'true') kept.add(row.key ?? '')
    }
  return { count, kept }
}

/** One JSON object a row, in the order of the column. */
async function* linesAbove(ask: Ask, rows: Rows, { above, mark, seen }: Looking): AsyncGenerator<string> {
  const select = `${selected(rows)}, row_to_json(q)::text as line`
  for await (const page of readRows(ask, rows, { above, select, values: [mark] })) {
    const lines = page.filter((row) => isNew(row, seen)).map(({ line }) => `${line}\n`)
    if (lines.length > 0) yield lines.join('')
  }
}
