/** What the interpreter knows of a step: nothing of what it does. */
export interface OutlinedStep {
  node: string
  needs: string[]
  length: 'short' | 'long'
}

/** `ended` covers whatever is neither done nor reused: failed, skipped, cancelled. */
export type Outcome = 'done' | 'ended'

export interface Frontier {
  /** Work that may begin now: one long step, or a row of short steps of which each needs only what came before. */
  take(limit: number): OutlinedStep[][]
  /** Records an outcome. Returns the steps that can never run because of it. */
  settle(node: string, outcome: Outcome): string[]
  settled(): Record<string, Outcome>
  /** Steps that are not settled. */
  open(): number
}

/** A row of short steps is one local activity; the limit keeps it within a few workflow task heartbeats. */
const longestRow = 50

export function createFrontier(steps: readonly OutlinedStep[], settledBefore: Record<string, Outcome> = {}): Frontier {
  const byNode = new Map(steps.map((step) => [step.node, step]))
  const dependents = new Map<string, string[]>(steps.map(({ node }) => [node, []]))
  for (const { node, needs } of steps) for (const need of new Set(needs)) dependents.get(need)?.push(node)

  const waitingFor = new Map(steps.map(({ node, needs }) => [node, new Set(needs).size]))
  const outcomes = new Map<string, Outcome>()
  const taken = new Set<string>()
  const ready = steps.filter(({ needs }) => needs.length === 0)

  const settle = (node: string, outcome: Outcome): string[] => {
    if (outcomes.has(node)) return []
    outcomes.set(node, outcome)
    const next = dependents.get(node) ?? []
    if (outcome === 'ended')
      return next.flatMap((dependent) => (outcomes.has(dependent) ? [] : [dependent, ...settle(dependent, 'ended')]))
    for (const dependent of next) {
      const left = (waitingFor.get(dependent) ?? 0) - 1
      waitingFor.set(dependent, left)
      const step = byNode.get(dependent)
      if (left === 0 && step) ready.push(step)
    }
    return []
  }

  /** Follows a short step as long as the row stays a single line, so that nothing beside it has to wait. */
  const row = (first: OutlinedStep): OutlinedStep[] => {
    const line = [first]
    for (let last = first; last.length === 'short' && line.length < longestRow; ) {
      const [next, beside] = (dependents.get(last.node) ?? []).map((node) => byNode.get(node))
      if (!next || beside || next.length === 'long' || outcomes.has(next.node) || waitingFor.get(next.node) !== 1) break
      line.push(next)
      last = next
    }
    return line
  }

  for (const [node, outcome] of Object.entries(settledBefore)) settle(node, outcome)

  return {
    take(limit) {
      const work: OutlinedStep[][] = []
      while (work.length < limit) {
        const first = ready.shift()
        if (!first) break
        if (taken.has(first.node) || outcomes.has(first.node)) continue
        const line = row(first)
        for (const { node } of line) taken.add(node)
        work.push(line)
      }
      return work
    },
    settle,
    settled: () => Object.fromEntries(outcomes),
    open: () => steps.length - outcomes.size,
  }
}
