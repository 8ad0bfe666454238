import { z } from 'zod'
import { bestOf } from '#pipeline/better.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { type ComparedRow, rowsOf } from '../../models/side-by-side.ts'
import { parse } from '../../parse.ts'
import { runId } from '../fields.ts'
import type { MetricValue, TrackedRun } from './columns.ts'
import { get } from './get.ts'

export const compareInput = z.object({ ids: z.array(runId).min(2, 'name two runs or more').max(20) })

export interface ComparedRuns {
  runs: Pick<TrackedRun, 'id' | 'name' | 'experiment' | 'status' | 'startedAt' | 'endedAt' | 'userName'>[]
  params: ComparedRow<string>[]
  metrics: ComparedRow<MetricValue>[]
  /** Of data sets: name and digest. */
  data: ComparedRow<string>[]
  tags: ComparedRow<string>[]
}

/** Runs side by side, what differs first. Faults: NOT_FOUND. */
export async function compare(ctx: Context, input: z.input<typeof compareInput>): Promise<ComparedRuns> {
  authorize(ctx, 'tracking', 'read')
  const { ids } = parse(compareInput, input)
  const runs = await Promise.all(ids.map((id) => get(ctx, { id })))
  const metrics = rowsOf(runs.map((run) => recordOf(run.metrics)))
  return {
    runs: runs.map(({ id, name, experiment, status, startedAt, endedAt, userName }) => ({
      ...{ id, name, experiment, status, startedAt, endedAt, userName },
    })),
    params: rowsOf(runs.map((run) => recordOf(run.params))),
    metrics: metrics.map((row) => {
      const numbers = row.values.map((value) => (typeof value === 'number' ? value : null))
      return { ...row, best: bestOf(row.name, numbers) }
    }),
    data: rowsOf(runs.map(({ datasets }) => Object.fromEntries(datasets.map(({ name, digest }) => [name, digest])))),
    tags: rowsOf(runs.map((run) => recordOf(run.tags))),
  }
}

const recordOf = <T>(pairs: readonly { key: string; value: T }[]): Record<string, T> =>
  Object.fromEntries(pairs.map(({ key, value }) => [key, value]))
