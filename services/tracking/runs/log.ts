import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { told } from '../../events/notify.ts'
import { seldom, untold } from '../../events/seldom.ts'
import { parse } from '../../parse.ts'
import { key, lastOfEachKey, plainText, runId, tagList } from '../fields.ts'
import { latestOf, oldestFirst } from '../metrics/latest-of.ts'
import { type MetricPoint, metricPoint } from '../metrics/point.ts'
import { nameTag } from './create.ts'
import { noSuchRun, notActive, plainId } from './find.ts'

export const logInput = z.object({
  id: runId,
  metrics: z.array(metricPoint).default([]),
  params: tagList.default([]),
  tags: z.array(z.object({ key, value: plainText })).default([]),
})

interface Outcome extends Record<string, unknown> {
  found: boolean
  deleted: boolean | null
  clashes: { key: string; old: string; new: string }[] | null
}

/**
 * Metrics, parameters and tags of a run in one statement, so all of them or none. Faults: NOT_FOUND; INVALID_INPUT for a
 * run in the trash, and for a parameter that has another value already.
 */
export async function log(ctx: Context, input: z.input<typeof logInput>): Promise<void> {
  authorize(ctx, 'tracking', 'write')
  await logAll(ctx, input).catch((thrown) => {
    if (!cameSecond(thrown)) throw thrown
    // Now that what was first is there to be seen, it is told.
    return logAll(ctx, input)
  })
}

/** Postgres: not_null_violation, which nothing but a second value of a parameter can cause here. */
const cameSecond = (thrown: unknown) =>
  thrown instanceof Error && (thrown.cause as { code?: string } | undefined)?.code === '23502'

async function logAll(ctx: Context, input: z.input<typeof logInput>): Promise<void> {
  const { id, metrics, ...given } = parse(logInput, input)
  const params = lastOfEachKey(given.params)
  const tags = lastOfEachKey(given.tags)
  const latest = latestOf(metrics)
  const name = tags.find((tag) => tag.key === nameTag)?.value
  const news = seldom({ project: ctx.actor.projectId, topic: 'tracked-run', run: id })
  const { rows } = await ctx.db.execute<Outcome>(sql`
    with run as (
      select id, deleted_at from tracked_runs where id = ${id} and project_id = ${ctx.actor.projectId}
    ), p as (
      select * from unnest(${column(params, 'key')}::text[], ${column(params, 'value')}::text[]) as p(key, value)
    ), clash as (
      select p.key, r.value as old, p.value as new
      from p join run_params r on r.run_id = ${id} and r.key = p.key where r.value <> p.value
    ), target as (
      select id from run where deleted_at is null and not exists (select from clash)
    ), kept as (
      insert into run_params select target.id, p.key, p.value from target, p
      -- Another request was first, with another value: this fails, and so does all of the statement.
      on conflict (run_id, key) do update set value = null where run_params.value <> excluded.value
    ), tagged as (
      insert into run_tags
      select target.id, t.* from target,
        unnest(${column(tags, 'key')}::text[], ${column(tags, 'value')}::text[]) as t(key, value)
      on conflict (run_id, key) do update set value = excluded.value
    ), renamed as (
      update tracked_runs set name = ${name ?? null} from target
      where tracked_runs.id = target.id and ${name ?? null}::text is not null
    ), points as (
      insert into metric_points (run_id, key, step, at, value)
      select target.id, m.* from target, ${points(metrics)} on conflict do nothing
    ), newest as (
      insert into latest_metrics as l (run_id, key, step, at, value)
      select target.id, m.* from target, ${points(latest)}
      on conflict (run_id, key) do update set value = excluded.value, step = excluded.step, at = excluded.at
      where (excluded.step, excluded.at, excluded.value) > (l.step, l.at, l.value)
    ), due as (insert into words_due select id from target)${measuredOf(ctx, metrics)}
    select exists (select from run) as found,
      (select deleted_at is not null from run) as deleted,
      (select json_agg(clash) from clash) as clashes${news ? sql`, (select ${told(news)} from target)` : sql``}`)
  const [outcome] = rows
  if (news && (!outcome?.found || outcome.deleted || outcome.clashes)) untold(news)
  if (!outcome?.found) throw noSuchRun(id)
  if (outcome.deleted) throw notActive(id)
  const [clash] = outcome.clashes ?? []
  if (clash)
    throw new Fault(
      'INVALID_INPUT',
      `Changing param values is not allowed. Param with key='${clash.key}' was already logged with ` +
        `value='${clash.old}' for run ID='${plainId(id)}'. Attempted logging new value '${clash.new}'.`,
    )
}

const column = <T, K extends keyof T>(list: readonly T[], name: K) => sql.param(list.map((one) => one[name]))

/** A statement more only where models were measured, which few batches have. */
function measuredOf({ actor }: Context, metrics: readonly MetricPoint[]): SQL {
  const measured = new Map(
    oldestFirst(metrics)
      .filter((one) => one.modelId)
      .map((one) => [JSON.stringify([one.modelId, one.key, one.datasetName, one.datasetDigest]), one]),
  )
  if (measured.size === 0) return sql``
  const list = [...measured.values()]
  return sql`, measured as (
    insert into logged_model_metrics as l (model_id, run_id, key, dataset_name, dataset_digest, step, at, value)
    select m.id, target.id, d.key, d.dataset_name, d.dataset_digest, d.step, d.at, d.value
    from target, unnest(${column(list, 'modelId')}::text[], ${column(list, 'key')}::text[],
      ${column(list, 'datasetName')}::text[], ${column(list, 'datasetDigest')}::text[], ${column(list, 'step')}::bigint[],
      ${column(list, 'at')}::bigint[], ${column(list, 'value')}::float8[])
      as d(model_id, key, dataset_name, dataset_digest, step, at, value)
    join logged_models m on m.id = d.model_id and m.project_id = ${actor.projectId}
    on conflict (model_id, run_id, key, dataset_name, dataset_digest) do update
    set value = excluded.value, step = excluded.step, at = excluded.at
    where (excluded.step, excluded.at, excluded.value) > (l.step, l.at, l.value)
  )`
}

const points = (list: readonly MetricPoint[]) =>
  sql`unnest(${column(list, 'key')}::text[], ${column(list, 'step')}::bigint[], ${column(list, 'at')}::bigint[],
    ${column(list, 'value')}::float8[]) as m(key, step, at, value)`
