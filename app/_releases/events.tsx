import { RelativeTime } from '../_ui/relative-time.tsx'
import { words } from '../_words/en.ts'
import { type Release, stageText } from './steps.tsx'
import { without } from './without.ts'

const text = words.releases

const tones = {
  promoted: 'text-status-done',
  approved: 'text-status-done',
  'rolled-back': 'text-danger',
  failed: 'text-danger',
  rejected: 'text-danger',
  waits: 'text-warning',
} as Record<string, string>

/** Each change of a release with who or what made it, and why, the newest first. */
export function Events({ events, stages }: Pick<Release, 'events' | 'stages'>) {
  return (
    <ol aria-label={text.history} className="border-t border-line">
      {events.toReversed().map(({ at, kind, step, route, reason, by }) => (
        <li
          key={`${kind} ${at.toISOString()}`}
          className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-b border-line py-1.5"
        >
          <span className={`w-24 shrink-0 font-strong ${tones[kind] ?? ''}`}>{text.events[kind]}</span>
          <span className="min-w-0 grow basis-60 break-words">
            {kind === 'routed' && <span className="mr-3">{stageText(stages[step])}</span>}
            <span className={kind === 'routed' ? 'text-soft' : undefined}>{without(reason, text.events[kind])}</span>
          </span>
          <span className="flex flex-wrap gap-x-3 text-12 text-faint">
            {route !== null && <span>{text.route(route)}</span>}
            <span>{by ?? text.itself}</span>
            <RelativeTime at={at} />
          </span>
        </li>
      ))}
    </ol>
  )
}
