import type { TriggerState } from '#db/schema.ts'
import type { FiringRow } from './arrive.ts'
import type { Values } from './condition.ts'
import { evaluate } from './evaluate.ts'
import type { TriggerRow } from './find.ts'

export interface Judgement {
  /** Why there is to be no run; nothing where there is to be one. */
  against: { outcome: 'quiet' | 'suppressed'; reason: string } | undefined
  state: TriggerState
}

/** Whether what arrived makes a run, by what the trigger remembers. Fired by hand, or again, it does. */
export function judge(trigger: TriggerRow, firing: FiringRow, values: Values | undefined): Judgement {
  const { watch, state, deletedAt } = trigger
  if (deletedAt) return { against: { outcome: 'suppressed', reason: 'deleted before it could fire' }, state }
  if (firing.by || firing.againBy) return { against: undefined, state }
  const evaluation = watch.kind === 'metric' && values ? evaluate(watch, state, values) : undefined
  if (evaluation?.quiet) {
    const reason = `${evaluation.said}: ${evaluation.quiet}`
    return { against: { outcome: 'quiet', reason }, state: evaluation.state }
  }
  const rest = restOf(trigger)
  // It stays armed, so that what still holds after the cool-down fires then.
  if (rest)
    return {
      against: { outcome: 'suppressed', reason: rest },
      state: evaluation ? { ...evaluation.state, armed: true } : state,
    }
  return { against: undefined, state: evaluation?.state ?? state }
}

function restOf({ firedAt, cooldownSeconds }: TriggerRow): string | undefined {
  const until = firedAt && cooldownSeconds > 0 ? firedAt.getTime() + cooldownSeconds * 1000 : 0
  return until > Date.now() ? `cool-down until ${new Date(until).toISOString().slice(0, 19)}Z` : undefined
}
