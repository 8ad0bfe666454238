import { type ModelDetails, readDetails } from '../artifacts/read-details.ts'
import type { Context } from '../context.ts'
import type { DemoVersion } from './versions-of.ts'
import { within } from './within.ts'

const known = new WeakMap<DemoVersion, Promise<ModelDetails>>()

/** What a version keeps beside its graph; a version never changes, so it is read once. Faults: NOT_FOUND. */
export function detailsOf(ctx: Context, version: DemoVersion): Promise<ModelDetails> {
  const before = known.get(version)
  if (before) return before
  const read = readDetails(within(ctx), { artifact: version.details })
  known.set(version, read)
  read.catch(() => known.delete(version))
  return read
}
