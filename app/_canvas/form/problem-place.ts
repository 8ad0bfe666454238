import type { Problem } from '#pipeline/problem.ts'
import type { Field } from './fields.ts'

/** The field that a problem is about: the one it names, or the one that mentions the column it names. */
export function fieldOfProblem(
  { at }: Problem,
  fields: readonly Field[],
  params: Record<string, unknown>,
): string | undefined {
  if (at.param) return at.param
  return at.column === undefined ? undefined : mentionOf(at.column, fields, params, '')
}

function mentionOf(
  column: string,
  fields: readonly Field[],
  params: Record<string, unknown>,
  before: string,
): string | undefined {
  for (const { name, kind, items } of fields) {
    const value = params[name]
    const path = before + name
    if (kind === 'list' && items && Array.isArray(value))
      for (const [index, item] of value.entries()) {
        const found = mentionOf(column, items, item as Record<string, unknown>, `${path}.${index}.`)
        if (found) return found
      }
    if (kind.startsWith('sql-') && typeof value === 'string' && value.includes(column)) return path
    if (kind === 'column' && value === column) return path
    if (kind === 'columns' && Array.isArray(value) && value.includes(column)) return path
  }
  return undefined
}
