import { z } from 'zod'
import { bestOf } from '#pipeline/better.ts'
import { Fault } from '#pipeline/fault.ts'
import { isProgramTag } from '#pipeline/program-tag.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { type ComparedRow, rowsOf } from '../../side-by-side.ts'
import { runId } from '../fields.ts'
import type { MetricValue, TrackedRun } from './columns.ts'
import { noSuchRun } from './find.ts'
import { get } from './get.ts'

export const compareInput = z.object({ ids: z.array(runId).min(2, 'name two runs or more').max(20) })

export interface ComparedRuns {
  runs: Pick<TrackedRun, 'id' | 'name' | 'experiment' | 'status' | 'startedAt' | 'endedAt' | 'userName'>[]
  /** Ids of which there is no run, or none any more. */
  missing: string[]
  params: ComparedRow<string>[]
  metrics: ComparedRow<MetricValue>[]
  /** Whence a run came and what it read; `took` in milliseconds. */
  about: ComparedRow<string | number>[]
  /** Those that people gave. */
  tags: ComparedRow<string>[]
}

/** Runs side by side, what differs first. Faults: NOT_FOUND where fewer than two are left. */
export async function compare(ctx: Context, input: z.input<typeof compareInput>): Promise<ComparedRuns> {
  authorize(ctx, 'tracking', 'read')
  const { ids } = parse(compareInput, input)
  const unique = [...new Set(ids)]
  const found = await Promise.all(unique.map((id) => get(ctx, { id }).catch(absent)))
  const runs = found.filter((run) => run !== undefined)
  const missing = unique.filter((_, place) => !found[place])
  if (missing[0] && runs.length < 2) throw noSuchRun(missing[0])
  return {
    runs: runs.map(({ id, name, experiment, status, startedAt, endedAt, userName }) => ({
      ...{ id, name, experiment, status, startedAt, endedAt, userName },
    })),
    missing,
    params: rowsOf(runs.map(({ params }) => recordOf(params))),
    metrics: rowsOf(runs.map(({ metrics }) => recordOf(metrics))).map((row) => {
      const numbers = row.values.map((value) => (typeof value === 'number' ? value : null))
      return { ...row, best: bestOf(row.name, numbers) }
    }),
    about: rowsOf(runs.map(aboutOf)),
    tags: rowsOf(runs.map(({ tags }) => recordOf(tags.filter(({ key }) => !isProgramTag(key))))),
  }
}

function absent(thrown: unknown): undefined {
  if (!(thrown instanceof Fault) || thrown.code !== 'NOT_FOUND') throw thrown
}

function aboutOf({ status, kind, userName, startedAt, endedAt, tags, datasets }: TrackedRun) {
  const told = recordOf(tags)
  const facts = {
    ...{ status, kind, by: userName },
    ...{ from: told['mlflow.source.name'], commit: told['mlflow.source.git.commit'] },
    environment: told['espalier.environment'],
    data: datasets.map(({ name, digest }) => `${name} ${digest}`).join(', '),
    ...(endedAt !== null && { took: endedAt - startedAt }),
  }
  return Object.fromEntries(
    Object.entries(facts).flatMap(([key, value]) => (value === undefined || value === '' ? [] : [[key, value]])),
  ) as Record<string, string | number>
}

const recordOf = <T>(pairs: readonly { key: string; value: T }[]): Record<string, T> =>
  Object.fromEntries(pairs.map(({ key, value }) => [key, value]))
