import type { FaultData } from '#pipeline/fault.ts'
import { words } from '../../_words/en.ts'

/** Under how a run ended: why, and at which node, if it failed. */
export function WhyFailed({ fault }: { fault: FaultData | null }) {
  if (!fault) return null
  const { message, at, hint } = fault
  return (
    <p className="text-soft" title={hint}>
      {at?.node && <span className="font-strong">{words.runs.atNode(at.node)} </span>}
      <span className="inline-block first-letter:uppercase">{message}</span>
    </p>
  )
}
