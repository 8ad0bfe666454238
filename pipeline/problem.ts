import type { Edit } from './edit.ts'
import { Fault, type FaultPlace } from './fault.ts'

/** Something that keeps a pipeline from running (`error`) or deserves a look (`warning`). */
export interface Problem {
  severity: 'error' | 'warning'
  message: string
  at: FaultPlace & { edge?: string }
  hint?: string
  /** One click that mends it. */
  fix?: Edit
}

/** Faults: INVALID_GRAPH for the first problem that keeps a pipeline from running, at its place. */
export function requireRunnable(problems: readonly Problem[]): void {
  const [first, ...others] = problems.filter(({ severity }) => severity === 'error')
  if (!first) return
  const more = others.length > 0 ? ` (and ${others.length} more)` : ''
  throw new Fault('INVALID_GRAPH', `${first.message}${more}`, {
    at: first.at,
    ...(first.hint && { hint: first.hint }),
  })
}
