import { and, eq, isNull } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { loggedModels } from '#db/schema.ts'
import { plainId } from '../tracking/runs/find.ts'

/** The run that a logged model came from, where there is one. */
export async function makerOf(q: Queryable, projectId: string, id: string): Promise<string | undefined> {
  const [model] = await q
    .select({ run: loggedModels.sourceRunId })
    .from(loggedModels)
    .where(and(eq(loggedModels.projectId, projectId), eq(loggedModels.id, id), isNull(loggedModels.deletedAt)))
  return model?.run ? plainId(model.run) : undefined
}
