import type { Inputs } from '../../_trpc/outputs.ts'

type Update = Inputs['triggers']['update']
export type Watch = Update['watch']
export type Kind = Watch['kind']

/** As the form has it: the pipelines by their slugs. */
export interface Settings {
  name: string
  watch: Watch
  /** Slug; empty while none is chosen. */
  watched: string
  overrides: NonNullable<Update['overrides']>
  cooldownSeconds: number
}

export const startOf = (kind: Kind): Watch => {
  switch (kind) {
    case 'webhook':
    case 'api':
      return { kind }
    case 'folder':
      return { kind, folder: '', glob: '*.csv', as: 'arrived.csv', everySeconds: 30, present: 'leave', same: 'leave' }
    case 'query':
      return {
        ...{ kind, connection: '', sql: 'select * from orders', column: 'id', as: 'new-rows.jsonl' },
        ...{ everySeconds: 30, present: 'leave' as const },
      }
    case 'metric':
      return { kind, when: 'drift.share > 0.3', consecutive: 1 }
    case 'model':
      return { kind, event: 'registered' }
    case 'pipeline':
      return { kind, outcomes: ['done'] }
  }
}

/** What the parameters of a run may name, by what is waited for. */
export const placeholders: Record<Kind, string[]> = {
  webhook: ['body.field', 'id'],
  api: [],
  folder: ['file', 'file_name', 'path', 'size'],
  query: ['file', 'rows.from', 'rows.to', 'rows.count'],
  metric: ['event.pipeline', 'event.run', 'value.drift.share'],
  model: ['event.model', 'event.version', 'event.alias', 'event.from'],
  pipeline: ['event.pipeline', 'event.run', 'event.status'],
}

export const watches = (kind: Kind): boolean => kind === 'metric' || kind === 'pipeline'
export const rests = (kind: Kind): boolean => kind !== 'folder' && kind !== 'query' && kind !== 'api'
