import { and, eq, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import {
  artifactPaths,
  datasetInputs,
  latestMetrics,
  liveRuns,
  metricPoints,
  runParams,
  runTags,
  trackedRuns,
  wordsDue,
} from '#db/schema.ts'
import { hold } from '../../artifacts/hold.ts'
import { link } from '../../artifacts/link.ts'
import type { StoredBytes } from '../../artifacts/store.ts'
import type { Context } from '../../context.ts'
import { notifySeldom } from '../../events/notify.ts'
import { wordsAreDue } from '../../search/words-are-due.ts'
import { mediaTypeOf } from '../artifacts/media-type.ts'
import { demandActive, findByName } from '../experiments/find.ts'
import { ensureExperiment } from '../experiments/insert.ts'
import { lastOfEachKey } from '../fields.ts'
import { latestOf } from '../metrics/latest-of.ts'
import { metricPoint } from '../metrics/point.ts'
import { nameTag } from '../runs/create.ts'
import type { Admission } from './admit-pushed.ts'
import { asProjectFiles } from './as-project-files.ts'
import { folderOf } from './folder-of.ts'
import type { Pushed } from './pushed.ts'
import { liveTag, pushTag, refusedTag } from './received.ts'

interface Kept {
  id: string
  pushed: Pushed
  /** By path in the run. */
  stored: ReadonlyMap<string, StoredBytes>
  admission: Admission
}

const rowsAtOnce = 5000
const longestParam = 6000
const longestTag = 8000

/** The rows of a push; false where somebody was first with the same id. Faults: INVALID_INPUT. */
export async function keepRun(
  tx: Queryable,
  ctx: Pick<Context, 'actor' | 'store'>,
  { id: runId, pushed, stored, admission }: Kept,
): Promise<boolean> {
  const { projectId, userId, name: actorName } = ctx.actor
  await ensureExperiment(tx, projectId, pushed.experiment)
  const experiment = await findByName(tx, projectId, pushed.experiment)
  demandActive(experiment)
  const { kind, name, status, startedAt, endedAt } = pushed
  const userName = pushed.userName || actorName
  const whole = { experimentId: experiment.id, kind, name, status, startedAt, endedAt, userName }
  const [inserted] = await tx
    .insert(trackedRuns)
    .values({ ...whole, id: runId, projectId, createdBy: userId })
    .onConflictDoNothing()
    .returning({ id: trackedRuns.id })
  if (!inserted) {
    if (!(await forgetLive(tx, runId))) return false
    await tx.update(trackedRuns).set(whole).where(eq(trackedRuns.id, runId))
  }

  const refused = admission.refused ? [{ key: refusedTag, value: JSON.stringify(admission.refused) }] : []
  const tags = [...pushed.tags, { key: nameTag, value: name }, { key: pushTag, value: '1' }, ...refused]
  const points = pushed.metrics.map((point) => metricPoint.parse(point))
  await insertAll(
    lastOfEachKey(pushed.params),
    ({ key, value }) => ({ runId, key, value: value.slice(0, longestParam) }),
    (rows) => tx.insert(runParams).values(rows),
  )
  await insertAll(
    lastOfEachKey(tags),
    ({ key, value }) => ({ runId, key, value: value.slice(0, longestTag) }),
    (rows) =>
      tx
        .insert(runTags)
        .values(rows)
        .onConflictDoUpdate({ target: [runTags.runId, runTags.key], set: { value: sql`excluded.value` } }),
  )
  await insertAll(
    points,
    ({ key, value, step, at }) => ({ runId, key, value, step, at }),
    (rows) => tx.insert(metricPoints).values(rows).onConflictDoNothing(),
  )
  await insertAll(
    latestOf(points),
    ({ key, value, step, at }) => ({ runId, key, value, step, at }),
    (rows) => tx.insert(latestMetrics).values(rows),
  )
  await insertAll(
    await asProjectFiles(tx, projectId, pushed.datasets),
    (dataset) => ({ runId, ...dataset }),
    (rows) => tx.insert(datasetInputs).values(rows).onConflictDoNothing(),
  )
  await tx.insert(wordsDue).values({ runId })
  await nameFiles(tx, ctx, folderOf(experiment, runId), stored)
  await wordsAreDue(tx, runId)
  await notifySeldom(tx, { project: projectId, topic: 'experiment', id: experiment.id })
  return true
}

/** The whole takes the place of what was told on the way; false where that is done already. */
async function forgetLive(tx: Queryable, runId: string): Promise<boolean> {
  const live = and(eq(runTags.runId, runId), eq(runTags.key, liveTag))
  const forgotten = await tx.delete(runTags).where(live).returning({ key: runTags.key })
  if (forgotten.length === 0) return false
  for (const table of [liveRuns, runParams, metricPoints, latestMetrics])
    await tx.delete(table).where(eq(table.runId, runId))
  return true
}

async function insertAll<T, R>(
  list: readonly T[],
  rowOf: (one: T) => R,
  insert: (rows: R[]) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < list.length; at += rowsAtOnce) await insert(list.slice(at, at + rowsAtOnce).map(rowOf))
}

async function nameFiles(
  tx: Queryable,
  { actor, store }: Pick<Context, 'actor' | 'store'>,
  folder: string,
  stored: ReadonlyMap<string, StoredBytes>,
): Promise<void> {
  const { projectId } = actor
  const named = [...stored].map(([path, bytes]) => ({
    ...bytes,
    path: `${folder}/${path}`,
    mediaType: mediaTypeOf(path),
  }))
  for (const { sha256 } of named) await hold(tx, store, sha256)
  await link(tx, projectId, named)
  await insertAll(
    named,
    (file) => ({ projectId, ...file }),
    (rows) => tx.insert(artifactPaths).values(rows),
  )
}
