import { and, eq, inArray } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { type RunStatus, runs, steps } from '#db/schema.ts'
import type { FaultData } from '#pipeline/fault.ts'
import { tally } from '../gauges/tally.ts'
import { tellRunEnded } from '../triggers/tell.ts'
import { trackEnd } from './track.ts'

export interface End {
  status: Exclude<RunStatus, 'queued' | 'running'>
  fault: FaultData | null
}

/** Closes the run and whatever of it is open, and takes the tokens of attempts that may still be at work. */
export async function close(tx: Queryable, runId: string, { status, fault }: End): Promise<void> {
  const now = new Date()
  const open = and(eq(steps.runId, runId), inArray(steps.status, ['queued', 'running']))
  await tx
    .update(steps)
    .set({ status: status === 'cancelled' ? 'cancelled' : 'skipped', token: null, endedAt: now })
    .where(open)
  const [ended] = await tx
    .update(runs)
    .set({ status, fault, endedAt: now })
    .where(eq(runs.id, runId))
    .returning({ projectId: runs.projectId })
  await trackEnd(tx, runId, status)
  await tellRunEnded(tx, runId, status)
  if (ended) await tally(tx, { ...ended, name: 'runs-ended', label: status })
}
