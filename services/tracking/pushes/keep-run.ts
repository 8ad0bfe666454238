import type { Queryable } from '#db/client.ts'
import {
  artifactPaths,
  datasetInputs,
  latestMetrics,
  metricPoints,
  runParams,
  runTags,
  trackedRuns,
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
import { folderOf } from './folder-of.ts'
import type { Pushed } from './pushed.ts'
import { pushTag, refusedTag } from './received.ts'

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
  const [inserted] = await tx
    .insert(trackedRuns)
    .values({
      ...{ id: runId, projectId, experimentId: experiment.id, createdBy: userId },
      ...{ kind, name, status, startedAt, endedAt, userName },
    })
    .onConflictDoNothing()
    .returning({ id: trackedRuns.id })
  if (!inserted) return false

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
    (rows) => tx.insert(runTags).values(rows),
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
    pushed.datasets,
    (dataset) => ({ runId, ...dataset }),
    (rows) => tx.insert(datasetInputs).values(rows).onConflictDoNothing(),
  )
  await nameFiles(tx, ctx, folderOf(experiment, runId), stored)
  await wordsAreDue(tx, runId)
  await notifySeldom(tx, { project: projectId, topic: 'experiment', id: experiment.id })
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
