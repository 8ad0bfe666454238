import type { Timing } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'

/** Says when a timing fires: Temporal itself, so that what is foretold is what happens. */
export interface Calendar {
  /** Instants after `from`, at most `limit`, none after `until`. Faults: INVALID_INPUT for what Temporal does not understand; UNAVAILABLE. */
  times(timing: Timing, wanted: { from: Date; until?: Date; limit: number }): Promise<Date[]>
}

/** Of a process that is connected to no Temporal. */
export const noCalendar: Calendar = {
  times: () => Promise.reject(new Fault('UNAVAILABLE', 'this process is not connected to Temporal')),
}
