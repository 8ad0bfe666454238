import { type Column, columnOf } from '#pipeline/columns.ts'
import { Fault } from '#pipeline/fault.ts'

/** Faults: BAD_DATA for the first name that the table does not have. */
export function requireColumns(columns: readonly Column[], names: readonly string[], param: string): void {
  for (const name of names)
    if (!columnOf(columns, name))
      throw new Fault('BAD_DATA', `missing column: ${name}`, {
        at: { param, column: name },
        hint: `choose one of: ${columns
          .slice(0, 20)
          .map((column) => column.name)
          .join(', ')}`,
      })
}

/** SQL compares names without regard to case, so `Age` and `age` cannot be in one table. */
export const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/** `wanted`, followed by `suffix` as often as it takes to differ from all that are taken. */
export function freeName(wanted: string, taken: readonly string[], suffix = '_2'): string {
  let name = wanted
  while (taken.some((other) => sameName(other, name))) name += suffix
  return name
}
