import { eq } from 'drizzle-orm'
import { runs } from '#db/schema.ts'
import type { Resources } from '../context.ts'

/** The workflow that leads a run, where it is not named after it. */
export async function workflowOf({ db }: Pick<Resources, 'db'>, runId: string): Promise<string | null> {
  const [run] = await db.select({ workflow: runs.workflow }).from(runs).where(eq(runs.id, runId))
  return run?.workflow ?? null
}
