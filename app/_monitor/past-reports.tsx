import Link from 'next/link'
import type { Outputs } from '../_trpc/outputs.ts'
import { classNames } from '../_ui/class-names.ts'
import { RelativeTime } from '../_ui/relative-time.tsx'
import { StatusGlyph } from '../_ui/status-glyph.tsx'
import { words } from '../_words/en.ts'
import { AlarmChips } from './alarm-chips.tsx'

const text = words.monitors

interface PastReportsProps {
  project: string
  runs: Outputs['monitors']['reports']['runs']
  /** The one that is shown. */
  chosen?: string
  onRun?: (id: string) => void
}

/** Every run of a monitor, the newest first. */
export function PastReports({ project, runs, chosen, onRun }: PastReportsProps) {
  return (
    <table aria-label={text.reports} className="w-full text-left">
      <thead className="border-b border-line text-12 text-faint [&_th]:pb-1 [&_th]:font-normal">
        <tr>
          <th className="w-28">{text.when}</th>
          <th>{text.outcome}</th>
          <th className="w-24">{text.run}</th>
        </tr>
      </thead>
      <tbody>
        {runs.map(({ id, at, status, fault, reports }) => (
          <tr
            key={id}
            aria-current={id === chosen}
            className={classNames('border-b border-line [&>td]:py-1.5 [&>td]:pr-3', id === chosen && 'bg-accent-soft')}
          >
            <td>
              {onRun ? (
                <button type="button" className="link" onClick={() => onRun(id)}>
                  <RelativeTime at={at} />
                </button>
              ) : (
                <RelativeTime at={at} />
              )}
            </td>
            <td>
              {reports.length > 0 ? (
                <AlarmChips reports={reports} />
              ) : (
                <span className="text-soft">{fault?.message ?? words.status[status]}</span>
              )}
            </td>
            <td>
              <Link href={`/${project}/runs/${id}`}>
                <StatusGlyph status={status} label="shown" />
              </Link>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
