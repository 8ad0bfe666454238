import type { FaultData } from '#pipeline/fault.ts'

/** Tags by which a run remembers its push. */
export const pushTag = 'espalier.push'
/** While it goes on and is not pushed whole yet. */
export const liveTag = 'espalier.live'
export const versionTag = 'espalier.version'
export const refusedTag = 'espalier.modelRefused'

export interface Received {
  id: string
  name: string
  experiment: { number: number; name: string }
  /** Where its page is, beneath the platform's address. */
  path: string
  /** It was here before. */
  already: boolean
  version: { model: string; number: number; already: boolean } | null
  /** Why the model was not taken; the run is kept all the same. */
  refused: FaultData | null
}
