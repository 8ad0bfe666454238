import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { modelAliases, models, modelTags } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { plainText } from '../tracking/fields.ts'

/** What MLflow's clients may call a model, wider than what the canvas gives. */
export const registeredName = plainText
  .min(1)
  .max(256)
  .refine((name) => !/[/:]/.test(name), "must not have '/' or ':'")
export const description = plainText.max(5000)
export const aliasName = z.string().min(1).max(255)
/** One to be given: `name@v1` and `name/latest` must not mean two things. */
export const newAliasName = aliasName
  .regex(/^[\p{L}\p{N}_-]+$/u, 'letters, digits, hyphens and underscores')
  .refine((name) => !/^(latest|v\d+)$/i.test(name), 'means something else already')

export interface Tag {
  key: string
  value: string
}

export const registeredColumns = {
  id: models.id,
  name: models.name,
  description: models.description,
  createdAt: models.createdAt,
  updatedAt: models.updatedAt,
  tags: sql<Tag[]>`coalesce((
    select json_agg(json_build_object('key', t.key, 'value', t.value) order by t.key)
    from ${modelTags} t where t.model_id = ${models}.id
  ), '[]')`,
  aliases: sql<{ alias: string; number: number }[]>`coalesce((
    select json_agg(json_build_object('alias', a.alias, 'number', a.number) order by a.alias)
    from ${modelAliases} a where a.model_id = ${models}.id
  ), '[]')`,
}

export const noSuchModel = (name: string): Fault =>
  new Fault('NOT_FOUND', `Registered Model with name=${name} not found`, {
    hint: 'it may have been renamed or deleted: look among the models',
  })

/** Faults: NOT_FOUND, also for a deleted one. */
export async function findRegistered(q: Queryable, projectId: string, name: string) {
  const [model] = await q
    .select(registeredColumns)
    .from(models)
    .where(and(eq(models.projectId, projectId), eq(models.name, name), isNull(models.deletedAt)))
  if (!model) throw noSuchModel(name)
  return model
}

/** The same, and nobody else changes it until the transaction ends. */
export async function holdRegistered(tx: Queryable, projectId: string, name: string) {
  await tx
    .select({ id: models.id })
    .from(models)
    .where(and(eq(models.projectId, projectId), eq(models.name, name)))
    .for('update')
  return await findRegistered(tx, projectId, name)
}

export type RegisteredModel = Awaited<ReturnType<typeof findRegistered>>
