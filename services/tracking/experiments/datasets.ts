import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { datasetInputs, experiments, trackedRuns } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { experimentNumber } from '../fields.ts'

const most = 1000

export const datasetsInput = z.object({ experiments: z.array(experimentNumber).min(1).max(20) })

export interface DatasetSummary {
  experiment: number
  name: string
  digest: string
  context: string | null
}

/** Which data the runs of some experiments read. */
export async function datasets(ctx: Context, input: z.input<typeof datasetsInput>): Promise<DatasetSummary[]> {
  authorize(ctx, 'tracking', 'read')
  const { experiments: numbers } = parse(datasetsInput, input)
  const context = sql<string | null>`${datasetInputs.tags} ->> 'mlflow.data.context'`
  return await ctx.db
    .selectDistinct({ experiment: experiments.number, name: datasetInputs.name, digest: datasetInputs.digest, context })
    .from(datasetInputs)
    .innerJoin(trackedRuns, eq(trackedRuns.id, datasetInputs.runId))
    .innerJoin(experiments, eq(experiments.id, trackedRuns.experimentId))
    .where(and(eq(experiments.projectId, ctx.actor.projectId), inArray(experiments.number, numbers)))
    .orderBy(experiments.number, datasetInputs.name, datasetInputs.digest, context)
    .limit(most)
}
