import type { Inputs } from '../../_trpc/outputs.ts'

export type Settings = Required<Omit<Inputs['schedules']['update'], 'id'>>

export const hereZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

export const newSettings = (): Settings => ({
  name: '',
  timing: { kind: 'calendar', times: ['06:00'], timeZone: hereZone() },
  jitterSeconds: 0,
  overlap: 'skip',
  catchUpSeconds: 3600,
  overrides: {},
})
