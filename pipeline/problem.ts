import type { Edit } from './edit.ts'
import type { FaultPlace } from './fault.ts'

/** Something that keeps a pipeline from running (`error`) or deserves a look (`warning`). */
export interface Problem {
  severity: 'error' | 'warning'
  message: string
  at: FaultPlace & { edge?: string }
  hint?: string
  /** One click that mends it. */
  fix?: Edit
}
