import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { loggedModelStatuses, loggedModels } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { plainText } from '../fields.ts'
import { find, type LoggedModel, modelId, noSuchModel } from './find.ts'

const texts = z.record(plainText, plainText).optional()

export const updateInput = z.object({
  id: modelId,
  status: z.enum(loggedModelStatuses).optional(),
  /** Added to those that it has. */
  tags: texts,
  params: texts,
})

const merged = (column: typeof loggedModels.tags | typeof loggedModels.params, added: object): SQL =>
  sql`${column} || ${JSON.stringify(added)}::jsonb`

/** A parameter keeps its value, as a run's does. */
const unlike = (params: Record<string, string>) => sql`(select old.key, old.value, given.value as wished
  from jsonb_each_text(${loggedModels.params}) old join jsonb_each_text(${JSON.stringify(params)}::jsonb) given using (key)
  where old.value <> given.value)`

/** Faults: NOT_FOUND; INVALID_INPUT for another value of a parameter. */
export async function update(ctx: Context, input: z.input<typeof updateInput>): Promise<LoggedModel> {
  authorize(ctx, 'tracking', 'write')
  const { id, status, tags, params } = parse(updateInput, input)
  const { projectId } = ctx.actor
  const one = and(eq(loggedModels.projectId, projectId), eq(loggedModels.id, id), isNull(loggedModels.deletedAt))
  const changed = await ctx.db
    .update(loggedModels)
    .set({
      updatedAt: new Date(),
      ...(status && { status }),
      ...(tags && { tags: merged(loggedModels.tags, tags) }),
      ...(params && { params: merged(loggedModels.params, params) }),
    })
    .where(and(one, params && sql`not exists ${unlike(params)}`))
    .returning({ id: loggedModels.id })
  if (changed.length === 0) throw params ? await refusal(ctx, id, one, params) : noSuchModel(id)
  return await find(ctx.db, projectId, id)
}

async function refusal(ctx: Context, id: string, one: SQL | undefined, params: Record<string, string>): Promise<Fault> {
  const [model] = await ctx.db
    .select({ clashes: sql<Clash[] | null>`(select json_agg(clash) from ${unlike(params)} clash)` })
    .from(loggedModels)
    .where(one)
  const [clash] = model?.clashes ?? []
  if (!clash) return noSuchModel(id)
  return new Fault(
    'INVALID_INPUT',
    `Changing param values is not allowed. Param with key='${clash.key}' was already logged with value='${clash.value}' ` +
      `for model ID='${id}'. Attempted logging new value '${clash.wished}'.`,
  )
}

interface Clash {
  key: string
  value: string
  wished: string
}
