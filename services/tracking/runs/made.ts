import { and, asc, desc, eq, inArray, isNull, or } from 'drizzle-orm'
import { z } from 'zod'
import { type LoggedModelStatus, loggedModels, models, modelVersions, runModels } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { runId } from '../fields.ts'
import { plainId } from './find.ts'

export const madeInput = z.object({ id: runId })

export interface Made {
  models: { id: string; name: string; status: LoggedModelStatus; direction: 'input' | 'output' }[]
  /** Versions of registered models that say they came from it. */
  versions: { model: string; number: number; loggedModelId: string | null }[]
}

/** Which models a run read and made, and what became of them in the registry. */
export async function made(ctx: Context, input: z.input<typeof madeInput>): Promise<Made> {
  authorize(ctx, 'tracking', 'read')
  const { id } = parse(madeInput, input)
  const { projectId } = ctx.actor
  const [logged, versions] = await Promise.all([
    ctx.db
      .select({
        id: loggedModels.id,
        name: loggedModels.name,
        status: loggedModels.status,
        direction: runModels.direction,
      })
      .from(runModels)
      .innerJoin(loggedModels, eq(loggedModels.id, runModels.modelId))
      .where(and(eq(runModels.runId, id), eq(loggedModels.projectId, projectId), isNull(loggedModels.deletedAt)))
      .orderBy(asc(loggedModels.createdAt), loggedModels.id),
    ctx.db
      .select({ model: models.name, number: modelVersions.number, loggedModelId: modelVersions.loggedModelId })
      .from(modelVersions)
      .innerJoin(models, eq(models.id, modelVersions.modelId))
      .where(
        and(
          eq(models.projectId, projectId),
          isNull(models.deletedAt),
          isNull(modelVersions.deletedAt),
          or(eq(modelVersions.runId, id), inArray(modelVersions.trackedRunId, [id, plainId(id)])),
        ),
      )
      .orderBy(models.name, desc(modelVersions.number)),
  ])
  return { models: logged, versions }
}
