import type { Inputs } from '../../_trpc/outputs.ts'

export type Settings = Required<Omit<Inputs['schedules']['update'], 'id'>>
export type Overrides = Settings['overrides']

export const hereZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

export const newSettings = (): Settings => ({
  name: '',
  timing: { kind: 'calendar', times: ['06:00'], timeZone: hereZone() },
  jitterSeconds: 0,
  overlap: 'skip',
  catchUpSeconds: 3600,
  overrides: {},
})

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
