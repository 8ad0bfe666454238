'use client'
import { SoonOr } from '../../../_alerts/soon-or.tsx'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { RelativeTime } from '../../../_ui/relative-time.tsx'
import { words } from '../../../_words/en.ts'

const text = words.alerts
type Delivery = Outputs['alerts']['get']['deliveries'][number]

/** Each message and how far it got. */
export function Messages({ alert }: { alert: Outputs['alerts']['get'] }) {
  if (alert.deliveries.length === 0) return <p className="text-soft">{text.noMessages}</p>
  return (
    <table aria-label={text.messages} className="w-full text-left">
      <thead className="border-b border-line text-12 text-faint [&_th]:pb-1 [&_th]:font-normal">
        <tr>
          <th>{text.messageColumns.channel}</th>
          <th>{text.messageColumns.message}</th>
          <th>{text.messageColumns.state}</th>
        </tr>
      </thead>
      <tbody>
        {alert.deliveries.map((delivery) => (
          <tr key={delivery.id} className="border-b border-line align-top [&>td]:py-1.5 [&>td]:pr-3">
            <td className="font-strong break-words">{delivery.channel}</td>
            <td>{text.deliveryKinds[delivery.kind]}</td>
            <td>
              <HowFar delivery={delivery} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function HowFar({ delivery }: { delivery: Delivery }) {
  const { state, sentAt, dueAt, attempts, error } = delivery
  if (state === 'sent' && sentAt)
    return (
      <>
        {text.deliveryStates.sent} <RelativeTime at={sentAt} />
      </>
    )
  const waits = state === 'waiting' && dueAt.getTime() > Date.now() + 1000
  return (
    <span className={error ? 'text-danger' : 'text-soft'}>
      {waits ? (
        <>
          {attempts > 0 ? text.nextTry : text.heldUntil} <SoonOr at={dueAt} />
        </>
      ) : (
        text.deliveryStates[state]
      )}
      {attempts > 0 && state !== 'dropped' && `, ${text.tried(attempts)}`}
      {error && <span className="block wrap-anywhere first-letter:uppercase">{error}</span>}
    </span>
  )
}
