'use client'
import { SoonOr } from '../../../_alerts/soon-or.tsx'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { RelativeTime } from '../../../_ui/relative-time.tsx'
import { words } from '../../../_words/en.ts'

const text = words.channels
const said = words.alerts

/** How the last message fared, and whether any did not get through. */
export function LastMessage({ channel }: { channel: Outputs['channels']['list'][number] }) {
  const { last, stuck, failed } = channel
  if (!last) return <span className="text-faint">{text.never}</span>
  return (
    <span className="flex flex-col">
      <span>
        {said.deliveryKinds[last.kind]}{' '}
        {last.sentAt ? (
          <>
            {text.gotThrough} <RelativeTime at={last.sentAt} />
          </>
        ) : last.state === 'waiting' ? (
          <span className="text-soft">
            {said.nextTry} <SoonOr at={last.dueAt} />
          </span>
        ) : (
          <span className="text-soft">{said.deliveryStates[last.state]}</span>
        )}
      </span>
      {last.error && <span className="wrap-anywhere text-danger first-letter:uppercase">{last.error}</span>}
      {stuck > 0 && <span className="text-warning">{text.stuck(stuck)}</span>}
      {failed > 0 && <span className="text-danger">{text.failed(failed)}</span>}
    </span>
  )
}
