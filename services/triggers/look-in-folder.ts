import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { glob } from 'tinyglobby'
import type { Queryable } from '#db/client.ts'
import { triggerFiles, type Watch } from '#db/schema.ts'
import { Fault, type FaultData } from '#pipeline/fault.ts'
import type { Context } from '../context.ts'
import { tally } from '../gauges/tally.ts'
import { arrive } from './arrive.ts'
import type { TriggerRow } from './find.ts'
import { realFolder } from './folders.ts'
import { type FoundFile, takeFile } from './take-file.ts'

type FolderWatch = Extract<Watch, { kind: 'folder' }>

const mostFiles = 10_000
const mostTaken = 50
/** File systems stamp by the last tick of a clock that ticks a hundred times a second at the least. */
const tickMs = 10

/**
 * Takes what has arrived in a folder and stayed as it is: each file becomes a version and one firing, in that order, so
 * that a worker that dies in between takes the same version again. Answers whether something is to be looked at soon.
 */
export async function lookInFolder(ctx: Context, trigger: TriggerRow, watch: FolderWatch): Promise<{ soon: boolean }> {
  const folder = await realFolder(watch.folder, ctx.arrivals)
  const found = await filesIn(folder, watch.glob)
  const known = await knownFiles(ctx.db, trigger.id, found)
  await noteGone(ctx.db, trigger.id, found)
  const isFirst = !trigger.state.looked
  let taken = 0
  let waiting = 0
  for (const file of found) {
    const before = known.get(file.path)
    const isSame = before?.size === file.size && before.modifiedMs === file.modifiedMs
    if (isSame && before.takenAt) continue
    if (isFirst && watch.present === 'leave' && file.changedMs + tickMs < trigger.createdAt.getTime()) {
      await note(ctx.db, trigger.id, file, { takenAt: new Date() })
    } else if (!isSame) {
      waiting += 1
      await note(ctx.db, trigger.id, file, { takenAt: null })
    } else if (before.seenAt.getTime() + watch.settleSeconds * 1000 > Date.now() || taken >= mostTaken) {
      waiting += 1
    } else if (await take(ctx, trigger, { watch, folder, file })) {
      taken += 1
    } else {
      waiting += 1
    }
  }
  return { soon: waiting > 0 }
}

type Seen = FoundFile & { changedMs: number }

async function filesIn(folder: string, pattern: string): Promise<Seen[]> {
  const paths = await glob(pattern, { cwd: folder, onlyFiles: true, followSymbolicLinks: false, dot: false, deep: 8 })
  if (paths.length > mostFiles)
    throw new Fault('LIMIT', `more than ${mostFiles} files fit the pattern: ${pattern}`, {
      hint: 'move away what has been taken, or choose a narrower pattern',
    })
  const files: Seen[] = []
  for (const path of paths.toSorted()) {
    const stats = await lstat(join(folder, path)).catch(() => undefined)
    if (stats?.isFile()) files.push({ path, size: stats.size, modifiedMs: stats.mtimeMs, changedMs: stats.ctimeMs })
  }
  // The oldest first, so that versions come in the order in which files did.
  return files.toSorted((a, b) => a.modifiedMs - b.modifiedMs)
}

async function knownFiles(q: Queryable, triggerId: string, found: readonly FoundFile[]) {
  if (found.length === 0) return new Map<string, typeof triggerFiles.$inferSelect>()
  const paths = found.map(({ path }) => path)
  const rows = await q
    .select()
    .from(triggerFiles)
    .where(and(eq(triggerFiles.triggerId, triggerId), inArray(triggerFiles.path, paths)))
  return new Map(rows.map((row) => [row.path, row]))
}

async function noteGone(q: Queryable, triggerId: string, found: readonly FoundFile[]): Promise<void> {
  const lies = sql`${triggerFiles.path} in (select jsonb_array_elements_text(${JSON.stringify(found.map(({ path }) => path))}::jsonb))`
  await q
    .update(triggerFiles)
    .set({ goneAt: sql`case when ${lies} then null else now() end` })
    .where(and(eq(triggerFiles.triggerId, triggerId), sql`${lies} = (${triggerFiles.goneAt} is not null)`))
}

async function note(
  q: Queryable,
  triggerId: string,
  { path, size, modifiedMs }: FoundFile,
  more: { takenAt: Date | null; sha256?: string },
): Promise<void> {
  const row = { triggerId, path, size, modifiedMs, seenAt: new Date(), ...more }
  const target = [triggerFiles.triggerId, triggerFiles.path]
  await q.insert(triggerFiles).values(row).onConflictDoUpdate({ target, set: row })
}

interface Taking {
  watch: FolderWatch
  folder: string
  file: FoundFile
}

/** Says whether it has been taken: one that still changes is not. A file that cannot be read is an arrival without a run. */
async function take(ctx: Context, trigger: TriggerRow, { watch, folder, file }: Taking): Promise<boolean> {
  const { path, size, modifiedMs } = file
  const about = { file_name: path.split('/').at(-1) ?? path, path, size }
  let taken: Awaited<ReturnType<typeof takeFile>>
  let fault: FaultData | undefined
  try {
    taken = await takeFile(ctx, { folder, found: file, as: watch.as })
    if (!taken) return false
  } catch (thrown) {
    const { code } = Fault.of(thrown)
    if (code !== 'BAD_DATA' && code !== 'INVALID_INPUT' && code !== 'LIMIT') throw thrown
    const { message, ...rest } = Fault.of(thrown).toJSON()
    fault = { ...rest, message: `the file ${path}: ${message}` }
  }
  const stamp = `${size} ${modifiedMs}`
  const sha256 = taken?.sha256
  const key = `file ${path} ${sha256 ?? stamp}${watch.same === 'take' && sha256 ? ` ${stamp}` : ''}`
  const payload = { ...about, ...(taken && { file: `${taken.version.name}@${taken.version.version}` }) }
  await ctx.db.transaction(async (tx) => {
    const { fresh } = await arrive(tx, trigger, { key, payload, ...(fault && { fault }) })
    const { projectId } = trigger
    if (fault && fresh === 'yes') await tally(tx, { projectId, name: 'trigger-firings', label: 'refused' })
    await note(tx, trigger.id, file, { takenAt: new Date(), ...(sha256 && { sha256 }) })
  })
  return true
}
