import { canonical } from '#pipeline/canonical.ts'
import type { Edit } from '#pipeline/edit.ts'

type Change<T> = readonly [before: T | undefined, after: T | undefined]

/** One edit that does what `first` and then `second` do. */
export function combine(first: Edit, second: Edit, label = second.label): Edit {
  const nodes = joined(first.nodes, second.nodes)
  const edges = joined(first.edges, second.edges)
  const details = joinedChange(first.details, second.details)
  return { label, ...(nodes && { nodes }), ...(edges && { edges }), ...(details && { details }) }
}

function joined<T>(first: Record<string, Change<T>> | undefined, second: Record<string, Change<T>> | undefined) {
  if (!first || !second) return first ?? second
  const ids = [...new Set([...Object.keys(first), ...Object.keys(second)])]
  return Object.fromEntries(
    ids.flatMap((id) => {
      const change = joinedChange(first[id], second[id])
      return change ? [[id, change] as const] : []
    }),
  )
}

const joinedChange = <T>(first: Change<T> | undefined, second: Change<T> | undefined): Change<T> | undefined =>
  first && second ? [first[0], second[1]] : (first ?? second)

const moves = <T>([before, after]: Change<T>): boolean =>
  before !== after && canonical(before ?? null) !== canonical(after ?? null)

/** Whether an edit would leave everything as it is. */
export const changesNothing = (edit: Edit): boolean =>
  !Object.values(edit.nodes ?? {}).some(moves) &&
  !Object.values(edit.edges ?? {}).some(moves) &&
  !(edit.details && moves(edit.details))
