import { Check, CircleDashed, TriangleAlert } from 'lucide-react'
import type { Outputs } from '../_trpc/outputs.ts'
import { words } from '../_words/en.ts'
import { saysNothing } from './kind-of-report.ts'

const text = words.monitors
type Reports = Outputs['monitors']['reports']['runs'][number]['reports']

/** What each report of a run says, in a word. */
export function AlarmChips({ reports }: { reports: Reports }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {reports.map(({ node, kind, metrics }) => {
        const count = alarmsIn(kind, metrics)
        const silent =
          kind === 'drift' ? !metrics.features || metrics.driftShare === undefined : saysNothing(Object.keys(metrics))
        const unknown = silent && count === 0
        const Calm = unknown ? CircleDashed : Check
        return (
          <li key={node} className="flex items-center gap-1">
            {count > 0 ? (
              <TriangleAlert aria-hidden className="size-3.5 text-danger" />
            ) : (
              <Calm aria-hidden className={`size-3.5 ${unknown ? 'text-faint' : 'text-accent'}`} />
            )}
            <span className={count > 0 ? 'text-danger' : 'text-soft'}>
              {text.kinds[kind]}: {unknown ? text.unknown : kind === 'drift' ? driftText(metrics) : text.alarms(count)}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** Reports of drift once had other names for their figures. */
const alarmsIn = (kind: string, metrics: Record<string, number>): number =>
  metrics[`${kind}.alarms`] ?? metrics.driftedFeatures ?? 0

const driftText = (metrics: Record<string, number>): string =>
  text.drift(metrics.driftedFeatures ?? 0, metrics.features ?? 0).toLowerCase()
