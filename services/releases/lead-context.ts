import { eq } from 'drizzle-orm'
import { releases } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Context, Resources } from '../context.ts'

/** The platform at work on a release, for who started it. Faults: NOT_FOUND. */
export async function leadContext(resources: Resources, releaseId: string): Promise<Context> {
  const [row] = await resources.db
    .select({ projectId: releases.projectId, startedBy: releases.startedBy })
    .from(releases)
    .where(eq(releases.id, releaseId))
  if (!row) throw new Fault('NOT_FOUND', `no such release: ${releaseId}`)
  const { projectId, startedBy } = row
  return { ...resources, actor: { userId: startedBy, name: startedBy, projectId, role: 'worker' } }
}
