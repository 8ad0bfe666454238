import type { Inputs, Outputs } from '#app/_trpc/outputs.ts'
import { Fault } from '#pipeline/fault.ts'

type Watch = Inputs['triggers']['create']['watch']

export interface CreateOptions {
  webhook?: true
  api?: true
  folder?: string
  glob: string
  query?: string
  connection?: string
  column?: string
  key?: string
  as?: string
  every?: number
  present?: true
  again?: true
  when?: string
  of?: string
  rearm?: string
  consecutive?: number
  registered?: string | true
  alias?: string | true
  model?: string
  finished?: string
  on: string[]
  cooldown?: number
  set: string[]
}

/** What is waited for, by the one option that says it. Faults: INVALID_INPUT. */
export function watchOf(options: CreateOptions): Watch {
  const ways = [folderOf, queryOf, metricOf, modelOf, finishedOf, plainOf].flatMap((way) => way(options) ?? [])
  const [watch] = ways
  if (!watch || ways.length > 1)
    throw new Fault('INVALID_INPUT', 'a trigger waits for one thing', {
      hint: 'give one of --webhook, --api, --folder, --query, --when, --registered, --alias, --finished',
    })
  return watch
}

const every = ({ every: everySeconds, present }: CreateOptions) => ({
  ...(everySeconds !== undefined && { everySeconds }),
  ...(present && { present: 'take' as const }),
})

function plainOf({ webhook, api }: CreateOptions): Watch[] {
  return [...(webhook ? [{ kind: 'webhook' } as const] : []), ...(api ? [{ kind: 'api' } as const] : [])]
}

function folderOf(options: CreateOptions): Watch | undefined {
  const { folder, glob, as = 'arrived.csv', again } = options
  if (folder === undefined) return undefined
  return { kind: 'folder', folder, glob, as, ...every(options), ...(again && { same: 'take' }) }
}

function queryOf(options: CreateOptions): Watch | undefined {
  const { query, connection, column, key, as = 'new-rows.jsonl' } = options
  if (query === undefined) return undefined
  if (!connection || !column)
    throw new Fault('INVALID_INPUT', 'new rows are asked of a database, by a column that grows', {
      hint: 'give --connection and --column',
    })
  return { kind: 'query', sql: query, connection, column, ...(key && { key }), as, ...every(options) }
}

function metricOf({ when, rearm, consecutive }: CreateOptions): Watch | undefined {
  if (when === undefined) return undefined
  return { kind: 'metric', when, ...(rearm && { rearm }), ...(consecutive !== undefined && { consecutive }) }
}

function modelOf({ registered, alias, model }: CreateOptions): Watch | undefined {
  const named = (name: string | true | undefined) => (typeof name === 'string' ? name : undefined)
  if (registered) return { kind: 'model', event: 'registered', model: named(registered) ?? model }
  return alias ? { kind: 'model', event: 'alias-moved', model, alias: named(alias) } : undefined
}

type Outcome = 'done' | 'failed' | 'cancelled'

function finishedOf({ finished, on }: CreateOptions): Watch | undefined {
  if (finished === undefined) return undefined
  return { kind: 'pipeline', outcomes: on.length > 0 ? (on as Outcome[]) : ['done'] }
}

export function watchText(watch: Outputs['triggers']['get']['watch']): string {
  switch (watch.kind) {
    case 'folder':
      return `${watch.glob} in ${watch.folder}`
    case 'query':
      return `new rows by ${watch.column} in ${watch.connection}`
    case 'metric':
      return watch.when
    case 'model':
      return [watch.model ?? 'any model', watch.event, watch.event === 'registered' ? undefined : watch.alias]
        .filter(Boolean)
        .join(' ')
    case 'pipeline':
      return `a pipeline ${watch.outcomes.join(', ')}`
    case 'webhook':
    case 'api':
      return watch.kind
  }
}
