import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { loggedModels } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { demandActive, find as findExperiment } from '../experiments/find.ts'
import { experimentNumber, plainText, runId } from '../fields.ts'
import { plainId } from '../runs/find.ts'
import { inventName } from '../runs/invent-name.ts'
import { find, type LoggedModel } from './find.ts'

const texts = z.record(plainText, plainText).default({})

export const createInput = z.object({
  experiment: experimentNumber,
  name: plainText.max(500).optional(),
  modelType: plainText.optional(),
  sourceRunId: runId.optional(),
  params: texts,
  tags: texts,
})

/** Pending, until its files are there. Faults: NOT_FOUND. */
export async function create(ctx: Context, input: z.input<typeof createInput>): Promise<LoggedModel> {
  authorize(ctx, 'tracking', 'write')
  const { experiment: number, name, ...model } = parse(createInput, input)
  const { projectId, userId } = ctx.actor
  const experiment = await findExperiment(ctx.db, projectId, number)
  demandActive(experiment)
  const id = `m-${plainId(randomUUID())}`
  await ctx.db
    .insert(loggedModels)
    .values({ ...model, id, projectId, experimentId: experiment.id, name: name || inventName(), createdBy: userId })
  return await find(ctx.db, projectId, id)
}
