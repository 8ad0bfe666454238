import type { Outputs } from '../_trpc/outputs.ts'
import { RelativeTime } from '../_ui/relative-time.tsx'
import { words } from '../_words/en.ts'
import { without } from './without.ts'

const text = words.releases

type Releases = Outputs['releases']['list']

interface PastProps {
  releases: Releases
  /** Which one is shown in full. */
  shown: string
  onShow: (id: string) => void
}

/** All releases of an endpoint, the newest first; each can be looked at again. */
export function Past({ releases, shown, onShow }: PastProps) {
  return (
    <div className="mt-2 overflow-x-auto">
      <h3 className="pb-2">{text.past}</h3>
      <table aria-label={text.past} className="w-full text-left">
        <thead className="border-b border-line text-12 text-faint [&_th]:pr-4 [&_th]:pb-1 [&_th]:font-normal">
          <tr>
            <th>{text.pastColumns.version}</th>
            <th>{text.pastColumns.strategy}</th>
            <th>{text.pastColumns.state}</th>
            <th>{text.pastColumns.reason}</th>
            <th>{text.pastColumns.when}</th>
          </tr>
        </thead>
        <tbody>
          {releases.map(({ id, to, strategy, state, reason, rejectedBy, startedAt }) => (
            <tr key={id} className={`border-b border-line [&>td]:h-8 [&>td]:pr-4 ${id === shown ? 'bg-hover' : ''}`}>
              <td className="whitespace-nowrap">
                <button type="button" className="link" aria-pressed={id === shown} onClick={() => onShow(id)}>
                  {to.model}, {to.number}
                </button>
              </td>
              <td className="whitespace-nowrap">{text.strategies[strategy]}</td>
              <td className="whitespace-nowrap">
                {rejectedBy === null ? (
                  text.state[state]
                ) : (
                  <span className="text-danger">{text.rejectedBy(rejectedBy)}</span>
                )}
              </td>
              <td className="min-w-40 text-soft">
                {rejectedBy === null ? reason : without(reason, text.events.rejected)}
              </td>
              <td>
                <RelativeTime at={startedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
