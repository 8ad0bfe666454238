import type { Inputs } from '../../_trpc/outputs.ts'

export type Overrides = NonNullable<Inputs['schedules']['update']['overrides']>

export const overridesText = (overrides: Overrides): string =>
  Object.entries(overrides)
    .map(([name, value]) => `${name} = ${value}`)
    .join('\n')

/** Values stay text: the platform reads them as the parameter wants them. Undefined: the line that is none. */
export function readOverrides(lines: string): { overrides: Overrides } | { wrong: string } {
  const overrides: Overrides = {}
  for (const line of lines.split('\n').map((one) => one.trim())) {
    if (!line) continue
    const [, name, value] = /^([\w.-]+)\s*=\s*(.*)$/.exec(line) ?? []
    if (!name || value === undefined) return { wrong: line }
    overrides[name] = value
  }
  return { overrides }
}
