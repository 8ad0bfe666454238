import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { runTags, trackedRunKinds, trackedRuns, wordsDue } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { told } from '../../events/notify.ts'
import { seldom } from '../../events/seldom.ts'
import { parse } from '../../parse.ts'
import { demandActive, find } from '../experiments/find.ts'
import { experimentNumber, lastOfEachKey, milliseconds, plainText, runId, tagList } from '../fields.ts'
import type { TrackedRun } from './columns.ts'
import { inventName } from './invent-name.ts'

export const createInput = z.object({
  experiment: experimentNumber,
  name: plainText.optional(),
  startedAt: milliseconds.optional(),
  userName: plainText.default(''),
  kind: z.enum(trackedRunKinds),
  tags: tagList.default([]),
})

export const nameTag = 'mlflow.runName'
const parentTag = 'mlflow.parentRunId'

/** Who made a run stands on the run itself, so the audit trail, which all wait for, need not say it. Faults: NOT_FOUND. */
export async function create(ctx: Context, input: z.input<typeof createInput>): Promise<TrackedRun> {
  authorize(ctx, 'tracking', 'write')
  const { experiment: number, kind, userName, ...given } = parse(createInput, input)
  const { projectId, userId } = ctx.actor
  const experiment = await find(ctx.db, projectId, number)
  demandActive(experiment)
  const tagged = (key: string) => given.tags.findLast((tag) => tag.key === key)?.value
  const named = tagged(nameTag)
  if (given.name && named && given.name !== named)
    throw new Fault(
      'INVALID_INPUT',
      "Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values " +
        `(run_name='${given.name}', mlflow.runName='${named}').`,
    )
  const id = randomUUID()
  const name = given.name || named || inventName()
  const startedAt = given.startedAt ?? Date.now()
  const parent = runId.safeParse(tagged(parentTag))
  const parentId = parent.success ? parent.data : null
  const tags = lastOfEachKey([...given.tags, { key: nameTag, value: name }])
  const run = { id, parentId, kind, name, startedAt, userName }
  const news = seldom({ project: projectId, topic: 'experiment', id: experiment.id })
  const made = ctx.db.$with('made').as(
    ctx.db
      .insert(trackedRuns)
      .values({ ...run, projectId, experimentId: experiment.id, createdBy: userId })
      .returning({ id: trackedRuns.id, ...(news && { told: told(news).as('told') }) }),
  )
  const keys = sql.param(tags.map(({ key }) => key))
  const values = sql.param(tags.map(({ value }) => value))
  const due = ctx.db
    .$with('due')
    .as(ctx.db.insert(wordsDue).select(sql`select id from made`).returning({ runId: wordsDue.runId }))
  await ctx.db
    .with(made, due)
    .insert(runTags)
    .select(sql`select made.id, t.key, t.value from made, unnest(${keys}::text[], ${values}::text[]) as t(key, value)`)
  const { artifactLocation } = experiment
  const nothingYet = { endedAt: null, deletedAt: null, params: [], metrics: [], datasets: [], models: [] }
  return { ...run, ...nothingYet, experiment: number, artifactLocation, status: 'running', createdBy: userId, tags }
}
