import type { RunStatus, StepStatus } from '#db/schema.ts'

export const isTerminal = (status: StepStatus): status is Exclude<StepStatus, 'queued' | 'running'> =>
  status !== 'queued' && status !== 'running'

export const hasEnded = (status: RunStatus): status is Exclude<RunStatus, 'queued' | 'running'> =>
  status !== 'queued' && status !== 'running'
