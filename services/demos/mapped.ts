import { Fault } from '#pipeline/fault.ts'
import type { DemoInput } from './page.ts'

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** A heading with a name for each column, as tables are given when they are uploaded: one that is there already is numbered. */
export function named(heading: readonly string[]): string[] {
  const taken = new Set<string>()
  return heading.map((cell, place) => {
    const name = cell.trim() || `column${place}`
    let own = name
    for (let count = 1; taken.has(own.toLowerCase()); count += 1) own = `${name}_${count}`
    taken.add(own.toLowerCase())
    return own
  })
}

/** For each input the column of a heading that has its name, its label, or either but for case and punctuation. */
export function matched(inputs: readonly DemoInput[], heading: readonly string[]): Map<string, string> {
  const exact = new Map(heading.map((name) => [name.trim(), name]))
  const loose = new Map(heading.map((name) => [plain(name), name]))
  return new Map(
    inputs
      .filter(({ shown }) => shown)
      .flatMap(({ name, label }) => {
        const found = exact.get(name) ?? exact.get(label) ?? loose.get(plain(name)) ?? loose.get(plain(label))
        return found === undefined ? [] : [[name, found] as const]
      }),
  )
}

/** Where each input stands in a row. Faults: INVALID_INPUT for one that is needed and stands nowhere. */
export function mapped(
  inputs: readonly DemoInput[],
  heading: readonly string[],
  columns: Readonly<Record<string, string>>,
): Map<string, number> {
  const found = new Map([...matched(inputs, heading), ...Object.entries(columns).filter(([, name]) => name !== '')])
  const stray = [...found].find(([, column]) => !heading.includes(column))
  if (stray)
    throw new Fault('INVALID_INPUT', `the file has no such column: ${stray[1]}`, {
      at: { column: stray[0] },
      hint: `it has ${heading.slice(0, 20).join(', ')}`,
    })
  const without = inputs.find(({ name, shown, missing }) => shown && missing === 0 && !found.has(name))
  if (without)
    throw new Fault('INVALID_INPUT', `no column for this input: ${without.label}`, {
      at: { column: without.name },
      hint: `say which it is; the file has ${heading.slice(0, 20).join(', ')}`,
    })
  return new Map([...found].map(([name, column]) => [name, heading.indexOf(column)]))
}
