import type { TriggerState, Watch } from '#db/schema.ts'
import { demandCondition, holds, namesIn, type Values } from './condition.ts'

export interface Evaluation {
  state: TriggerState
  /** Why it does not fire; nothing where it fires. */
  quiet: string | undefined
  /** Of the values that the condition names. */
  said: string
}

/**
 * One look at the values, after those before. It fires when the condition has held so many times in a row as wanted, and
 * then not again until `rearm` holds, or, without one, until the condition no longer does.
 */
export function evaluate(watch: Extract<Watch, { kind: 'metric' }>, before: TriggerState, values: Values): Evaluation {
  const when = demandCondition(watch.when, 'when')
  const rearm = watch.rearm ? demandCondition(watch.rearm, 'rearm') : undefined
  const held = holds(when, values)
  const streak = held === undefined ? (before.streak ?? 0) : held ? (before.streak ?? 0) + 1 : 0
  const isBack = rearm ? holds(rearm, values) === true : held === false
  const armed = (before.armed ?? true) || isBack
  const said = [...new Set([...namesIn(when), ...(rearm ? namesIn(rearm) : [])])]
    .map((name) => (values[name] === undefined ? `no ${name}` : `${name} = ${Number(values[name].toPrecision(6))}`))
    .join(', ')
  const kept = (quiet: string, now: TriggerState): Evaluation => ({ state: { ...before, ...now }, quiet, said })
  if (held === undefined) return kept('there was nothing to measure', { armed, streak })
  if (!held) return kept('does not hold', { armed, streak })
  if (!armed) return kept('has fired, and the values have not come back since', { armed, streak })
  if (streak < watch.consecutive)
    return kept(`holds ${streak} of ${watch.consecutive} times in a row`, { armed, streak })
  return { state: { ...before, armed: false, streak }, quiet: undefined, said }
}
