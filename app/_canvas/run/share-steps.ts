import { canonical } from '#pipeline/canonical.ts'
import type { RunView } from '../api.ts'

/** The newer view of a run, in which every step that has not changed is the very object it was. */
export function shareSteps(before: RunView | undefined, after: RunView): RunView {
  if (before?.id !== after.id) return after
  const known = new Map(before.steps.map((step) => [step.node, step]))
  return {
    ...after,
    steps: after.steps.map((step) => {
      const former = known.get(step.node)
      return former && canonical(plain(former)) === canonical(plain(step)) ? former : step
    }),
  }
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
