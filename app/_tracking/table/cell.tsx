import { Duration } from '../../_ui/duration.tsx'
import { RelativeTime } from '../../_ui/relative-time.tsx'
import { words } from '../../_words/en.ts'
import { measuredText, paramText } from '../figures.ts'
import { RunStatus } from '../run-status.tsx'
import type { Column } from './columns.ts'
import type { RunRow } from './use-rows.ts'

/** What a cell holds, to copy it or to say it in full. */
export function rawCell(run: RunRow, { entity, key }: Column): string {
  if (entity !== 'attributes') return String(run[entity][key] ?? '')
  switch (key) {
    case 'name':
      return run.name
    case 'status':
      return run.status
    case 'started':
      return new Date(run.startedAt).toISOString()
    case 'took':
      return run.endedAt === null ? '' : String(run.endedAt - run.startedAt)
    case 'user':
      return run.userName
    case 'kind':
      return words.tracking.kinds[run.kind]
    case 'experiment':
      return run.experimentName
  }
}

export const isFigure = (run: RunRow | undefined, { entity, key }: Column): boolean =>
  entity === 'metrics' || key === 'took' || (entity === 'params' && Number.isFinite(Number(run?.params[key] || 'x')))

export function Cell({ run, column }: { run: RunRow; column: Column }) {
  const { entity, key } = column
  if (entity === 'metrics') {
    const value = run.metrics[key]
    return value === undefined ? <Nothing /> : measuredText(value)
  }
  if (entity === 'params') return key in run.params ? paramText(run.params[key] ?? '') : <Nothing />
  if (entity === 'tags') return run.tags[key] ?? <Nothing />
  if (key === 'status') return <RunStatus status={run.status} label="shown" />
  if (key === 'started') return <RelativeTime at={new Date(run.startedAt)} />
  if (key === 'took')
    return run.endedAt === null ? <Nothing /> : <Duration milliseconds={Math.max(run.endedAt - run.startedAt, 0)} />
  return rawCell(run, column)
}

const Nothing = () => <span className="text-faint">{words.tracking.nothing}</span>
