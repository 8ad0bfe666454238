import { applyEdit, type Edit, invert } from '#pipeline/edit.ts'
import type { Spec } from '#pipeline/spec.ts'
import { changesNothing, combine } from './combine.ts'

export interface Entry {
  edit: Edit
  /** Edits with the same key that follow each other closely (typing, arrow keys) are one step of undo. */
  key?: string
  /** Milliseconds. */
  at: number
}

/** A pipeline with everything that was done to it since it was opened. */
export interface Log {
  spec: Spec
  past: readonly Entry[]
  future: readonly Edit[]
}

export const openLog = (spec: Spec): Log => ({ spec, past: [], future: [] })

const closeTogether = 1500

/** Faults: CONFLICT when the edit was made from another state. */
export function record(log: Log, edit: Edit, { key, at }: { key?: string | undefined; at: number }): Log {
  if (changesNothing(edit)) return log
  const spec = applyEdit(log.spec, edit)
  const last = log.past.at(-1)
  if (!last || !key || last.key !== key || at - last.at > closeTogether)
    return { spec, past: [...log.past, { edit, ...(key && { key }), at }], future: [] }
  const whole = combine(last.edit, edit)
  const earlier = log.past.slice(0, -1)
  return { spec, past: changesNothing(whole) ? earlier : [...earlier, { edit: whole, key, at }], future: [] }
}

export function undo(log: Log): Log {
  const last = log.past.at(-1)
  if (!last) return log
  return {
    spec: applyEdit(log.spec, invert(last.edit)),
    past: log.past.slice(0, -1),
    future: [last.edit, ...log.future],
  }
}

export function redo(log: Log): Log {
  const [next, ...future] = log.future
  if (!next) return log
  return { spec: applyEdit(log.spec, next), past: [...log.past, { edit: next, at: 0 }], future }
}
