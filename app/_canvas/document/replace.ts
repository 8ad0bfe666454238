import { canonical } from '#pipeline/canonical.ts'
import { detailsOf, type Edit } from '#pipeline/edit.ts'
import type { Spec } from '#pipeline/spec.ts'

/** The edit that turns one pipeline into another: restoring a revision is an edit like any other. */
export function replaceWith(current: Spec, target: Spec, label: string): Edit {
  const [before, after] = [detailsOf(current), detailsOf(target)]
  return {
    label,
    nodes: differences(current.nodes, target.nodes),
    edges: differences(current.edges, target.edges),
    ...(canonical(before) !== canonical(after) && { details: [before, after] as const }),
  }
}

function differences<T>(before: Record<string, T>, after: Record<string, T>) {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const changed = ids.filter((id) => canonical(before[id] ?? null) !== canonical(after[id] ?? null))
  return Object.fromEntries(changed.map((id) => [id, [before[id], after[id]] as const]))
}
