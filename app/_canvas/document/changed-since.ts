import { canonical } from '#pipeline/canonical.ts'
import { edgesInto, order } from '#pipeline/graph.ts'
import type { Spec } from '#pipeline/spec.ts'

/** Nodes that would not do today what they did in a former revision, because they or something before them changed. */
export function changedSince(former: Spec, spec: Spec): ReadonlySet<string> {
  const changed = new Set<string>()
  if (former === spec) return changed
  const sameParameters = canonical(former.parameters) === canonical(spec.parameters)
  const { sorted } = order(spec)
  for (const id of sorted) {
    const wires = edgesInto(spec, id)
    const isBehindChange = wires.some(([, { from }]) => changed.has(from.node))
    if (isBehindChange || !(sameParameters || !usesParameters(spec, id)) || !isSame(former, spec, id)) changed.add(id)
  }
  return changed
}

function isSame(former: Spec, spec: Spec, id: string): boolean {
  const [a, b] = [former.nodes[id], spec.nodes[id]]
  if (!a || !b || a.kind !== b.kind) return false
  if (a.params !== b.params && canonical(a.params) !== canonical(b.params)) return false
  const wiresOf = (of: Spec) => edgesInto(of, id).map(([name]) => name)
  return canonical(wiresOf(former).toSorted()) === canonical(wiresOf(spec).toSorted())
}

const usesParameters = (spec: Spec, id: string) => /\{\{/.test(canonical(spec.nodes[id]?.params ?? {}))
