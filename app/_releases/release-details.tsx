import Link from 'next/link'
import { VersionDecision } from '../_comparison/version-decision.tsx'
import { MonitoredNow } from '../_monitor/monitored-now.tsx'
import { RelativeTime } from '../_ui/relative-time.tsx'
import { words } from '../_words/en.ts'
import { Compared } from './compared.tsx'
import { Decisions } from './decisions.tsx'
import { Events } from './events.tsx'
import { Gates } from './gates.tsx'
import { Limits } from './limits.tsx'
import { type Release, Steps } from './steps.tsx'
import { testText } from './test-text.ts'
import { VersionFigures } from './version-figures.tsx'

const text = words.releases

const tones = {
  leading: 'text-status-running',
  waiting: 'text-warning',
  promoted: 'text-status-done',
  'rolled-back': 'text-danger',
  cancelled: 'text-status-cancelled',
  failed: 'text-danger',
} as const satisfies Record<Release['state'], string>

/** All that somebody needs who decides over a release. */
export function ReleaseDetails({ project, release }: { project: string; release: Release }) {
  const { from, to, plan, state, reason, note, startedBy, startedAt, now, events, stages, rejectedBy } = release
  const judged = events.findLast(({ kind }) => kind === 'rolled-back')?.gates
  const rejected = rejectedBy !== null
  const version = ({ model, number }: Release['from']) =>
    model && number !== null ? (
      <Link className="link" href={`/${project}/models/${model}?version=${number}`}>
        {text.versionOf(model, number)}
      </Link>
    ) : (
      <span className="text-faint">{words.endpoints.gone}</span>
    )
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0" aria-live="polite">
          <p className="flex flex-wrap items-baseline gap-x-2 text-15">
            {version(from)} <span aria-hidden>→</span> {version(to)}
            <span className={`font-strong ${rejected ? 'text-danger' : tones[state]}`}>
              {rejected ? text.events.rejected : text.state[state]}
            </span>
          </p>
          <p className="break-words text-soft first-letter:uppercase">{now?.because ?? reason}</p>
          <p className="text-12 text-faint">
            {text.strategies[plan.strategy]}, {text.startedBy(startedBy)} <RelativeTime at={startedAt} />
          </p>
          {note && <p className="mt-1 max-w-prose break-words whitespace-pre-wrap">{note}</p>}
        </div>
        <Decisions release={release} />
      </div>
      <Steps release={release} />
      {now && (
        <div className="flex flex-wrap items-start gap-x-8 gap-y-5 *:min-w-0 *:grow">
          <div className="flex flex-col gap-2">
            <Compared release={release} now={now} />
            {now.comparison && <p className="text-soft">{testText(plan, now.comparison)}</p>}
          </div>
          <Gates gates={now.gates} />
        </div>
      )}
      {!now && judged && <Gates gates={judged} />}
      {!now && state === 'waiting' && <Limits plan={plan} />}
      {state === 'waiting' && <MonitoredNow project={project} endpoint={release.endpoint} />}
      {state === 'waiting' && to.model && to.number !== null && (
        <VersionDecision project={project} model={to.model} number={to.number} />
      )}
      {state === 'waiting' && <VersionFigures project={project} from={from} to={to} />}
      {state !== 'waiting' && <Events events={events} stages={stages} />}
    </div>
  )
}
