import { Fault } from '#pipeline/fault.ts'
import { isProgramTag } from '#pipeline/program-tag.ts'
import type { Client } from '../client.ts'
import { comparedText } from '../compared-text.ts'
import { faultOf } from '../failure.ts'
import { runDocument, runText } from '../run-text.ts'
import type { Session } from '../session.ts'
import { textTable } from '../text-table.ts'

type Tracked = Awaited<ReturnType<Client['tracked']['get']['query']>>

/** A pipeline's run with its steps; any other with what was logged. */
export async function runShow({ client, platform, result }: Session, id: string): Promise<void> {
  const run = await client.runs.get.query({ id }).catch((thrown: unknown) => {
    if (['NOT_FOUND', 'INVALID_INPUT'].includes(faultOf(thrown).code)) return undefined
    throw thrown
  })
  if (run) return result(runDocument(run, platform.url), runText(run, platform.url))
  const tracked = await client.tracked.get.query({ id })
  result(tracked, trackedText(tracked))
}

export interface RunListOptions {
  filter?: string
  order?: string[]
  experiment?: number[]
  limit: number
  after?: string
  trash?: boolean
}

/** Runs of every kind that the search language finds. */
export async function runList({ client, result, tell }: Session, options: RunListOptions): Promise<void> {
  const { filter = '', order = [], experiment, limit, after, trash } = options
  const { runs, next } = await client.tracked.search.query({
    ...{ filter, orderBy: order, limit, lifecycle: trash ? 'deleted' : 'active' },
    ...(experiment && { experiments: experiment }),
    ...(after && { pageToken: after }),
  })
  const rows = runs.map((run) => [
    run.id,
    run.name,
    run.experiment,
    run.kind,
    run.status,
    new Date(run.startedAt).toISOString().slice(0, 19),
    run.metrics
      .slice(0, 3)
      .map(({ key, value }) => `${key} ${short(value)}`)
      .join(', '),
  ])
  result({ runs, next }, textTable(['run', 'name', 'experiment', 'kind', 'status', 'started', 'figures'], rows))
  if (next) tell(`there are more: --after ${next}`)
}

/** What differs between runs first. */
export async function runCompare({ client, result }: Session, ids: string[]): Promise<void> {
  const compared = await client.tracked.compare.query({ ids })
  const { runs, missing, params, metrics, about, tags } = compared
  if (missing.length > 0) throw new Fault('NOT_FOUND', `no such runs: ${missing.join(', ')}`)
  const heads = runs.map(({ id, name }) => `${name} ${id.slice(0, 8)}`)
  const seconds = (value: string | number | null) => (typeof value === 'number' ? `${value / 1000} s` : value)
  const facts = about.map((row) => ({ ...row, values: row.values.map(seconds) }))
  result(compared, comparedText(heads, { settings: params, figures: metrics, about: facts, tags }))
}

/** Into the trash, one after the other: what was done before one that is not there stays done, and can be undone. */
export async function runDelete({ client, result }: Session, ids: string[]): Promise<void> {
  for (const id of ids) await client.tracked.remove.mutate({ id })
  result({ deleted: ids }, `in the trash: ${ids.join(', ')}`)
}

export async function runRestore({ client, result }: Session, ids: string[]): Promise<void> {
  for (const id of ids) await client.tracked.restore.mutate({ id })
  result({ restored: ids }, `back: ${ids.join(', ')}`)
}

export async function runMove({ client, result }: Session, ids: string[], to: number): Promise<void> {
  const { moved, from } = await client.tracked.move.mutate({ ids, to })
  result({ moved, from, to }, `moved to experiment ${to}: ${moved}`)
}

const short = (value: number | string) => (typeof value === 'number' ? String(Number(value.toPrecision(5))) : value)

function trackedText({ id, name, experiment, kind, status, params, metrics, tags }: Tracked): string {
  const section = (title: string, rows: readonly { key: string; value: string | number }[]) =>
    rows.length > 0
      ? [
          textTable(
            [title, ''],
            rows.map(({ key, value }) => [key, short(value)]),
          ),
        ]
      : []
  const told = tags.filter(({ key }) => !isProgramTag(key))
  return [
    `${name} (${id}): ${kind} run of experiment ${experiment}, ${status}`,
    ...section('settings', params),
    ...section('figures', metrics),
    ...section('tags', told),
  ].join('\n\n')
}
