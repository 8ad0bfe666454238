import { Fault } from '#pipeline/fault.ts'
import type { DemoInput } from './page.ts'

const wanted: Partial<Record<DemoInput['type'], string>> = {
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
}

/** A fault of a row as whoever wrote the table sees it: with the cell, and under the name that the page has for its column. */
export function wrongCell(fault: Fault, inputs: readonly DemoInput[], cellOf: (name: string) => string): Fault {
  const input = inputs.find(({ name, shown }) => shown && name === fault.at?.column)
  const what = input && wanted[input.type]
  if (!input || fault.code !== 'INVALID_INPUT') return fault
  const at = { column: input.label }
  const cell = cellOf(input.name).trim()
  if (cell === '')
    return new Fault(fault.code, `${input.label} is empty`, { at, hint: 'in training no row was without it' })
  return what
    ? new Fault(fault.code, `${input.label} is not ${what}: ${cell.slice(0, 60)}`, {
        at,
        hint: `for example ${input.usual}`,
      })
    : fault
}
