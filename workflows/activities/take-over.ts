import type { Info } from '@temporalio/activity'
import type { KernelAttempt } from '#engines/kernels/kernels.ts'
import type { Resources } from '#services/context.ts'
import { findLeftBehind } from './left-behind.ts'

/** What a heartbeat carries, for the worker that takes over. */
export interface Held {
  failures: number
  folder?: string
  kernel?: KernelAttempt
}

/** What another worker held of a step. Of a kernel that had only just begun its last heartbeat may not tell yet. */
export async function takeOver(
  resources: Pick<Resources, 'work'>,
  { attempt, heartbeatDetails }: Pick<Info, 'attempt' | 'heartbeatDetails'>,
  step: { runId: string; node: string },
): Promise<Held> {
  const held: Held = (heartbeatDetails as Held | undefined) ?? { failures: 0 }
  if (held.kernel || attempt === 1) return { ...held }
  return { ...held, ...(await findLeftBehind(resources, step)) }
}
