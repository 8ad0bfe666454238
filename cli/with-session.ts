import type { ExitCode } from './failure.ts'
import type { Session } from './session.ts'

export type Work = (session: Session) => Promise<ExitCode> | Promise<void>
/** Runs a command with a platform at hand. */
export type WithSession = (work: Work) => Promise<void>

/** For an option that may be given again. */
export const collect = (value: string, before: string[] = []) => [...before, value]
