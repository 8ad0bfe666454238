import type { Outputs } from '../../_trpc/outputs.ts'
import { words } from '../../_words/en.ts'

export type Watch = Outputs['triggers']['get']['watch']

const text = words.triggers.describe

/** What a trigger waits for, in a line. */
export function watchText(watch: Watch, watched: string | undefined): string {
  switch (watch.kind) {
    case 'webhook':
      return text.webhook
    case 'api':
      return text.api
    case 'folder':
      return text.folder(watch.glob, watch.folder)
    case 'query':
      return text.query(watch.column, watch.connection)
    case 'metric':
      return watch.when
    case 'model': {
      const model = watch.model ?? text.anyModel
      return watch.event === 'registered'
        ? text.registered(model)
        : text.aliasMoved(watch.alias ?? text.anyAlias, model)
    }
    case 'pipeline':
      return text.pipeline(watched ?? '', watch.outcomes.map((outcome) => words.triggers.outcome[outcome]).join(', '))
  }
}
