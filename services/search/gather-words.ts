import { sql } from 'drizzle-orm'
import type { Db, Queryable } from '#db/client.ts'
import { factsOf } from '../tracking/runs/facts.ts'

/** Named, so that no other lock is this one. */
const lock = sql`hashtextextended('gather words', 0)`

/**
 * Gathers the words and facts of runs that were logged to since, and says of how many. Logging only notes that a run is due, so
 * that a run is read once however often it was logged to. One gathers at a time: of two at once the one that looked first
 * could write last, and what came between them would be due no more. None where another does.
 */
export async function gatherWords(db: Db, most = 500): Promise<number> {
  return await db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ free: boolean }>(sql`select pg_try_advisory_xact_lock(${lock}) as free`)
    return rows[0]?.free ? await gather(tx, most) : 0
  })
}

async function gather(q: Queryable, most: number): Promise<number> {
  const { rows } = await q.execute<{ taken: number }>(sql`
    with taken as (
      delete from words_due where ctid = any(array(select ctid from words_due limit ${most} for update skip locked))
      returning run_id
    ), run as (
      select t.id, t.project_id, t.name, t.status not in ('running', 'scheduled') as ended,
        regexp_replace(coalesce(t.artifact_root, e.artifact_location, e.number::text), '^mlflow-artifacts:/+', '') || '/' || replace(t.id::text, '-', '') as folder
      from tracked_runs t join experiments e on e.id = t.experiment_id where t.id in (select run_id from taken)
    ), kept as (
      insert into run_words (run_id, project_id, words, facts)
      select run.id, run.project_id, setweight(search_words(run.name), 'A') || setweight(search_words(params.said), 'C')
        || setweight(search_words(tags.said), 'B') || setweight(search_words(data.said), 'C') || setweight(search_words(files.said), 'D'),
        case when run.ended then ${factsOf(sql`run.id`)} end
      from run,
        lateral (select coalesce(string_agg(key || ' ' || left(value, 2000), ' '), '') as said from run_params where run_id = run.id) params,
        lateral (select coalesce(string_agg(key || ' ' || left(value, 20000), ' '), '') as said from run_tags
          where run_id = run.id and key not in ${unsaid}) tags,
        lateral (select coalesce(string_agg(name, ' '), '') as said from dataset_inputs where run_id = run.id) data,
        lateral (select coalesce(string_agg(path, ' '), '') as said from (
          select substr(path, length(run.folder) + 2) as path from artifact_paths p where p.project_id = run.project_id
            and p.path > (run.folder || '/') collate "C" and p.path < (run.folder || '0') collate "C" limit 300) paths) files
      order by run.id
      on conflict (run_id) do update set words = excluded.words, facts = excluded.facts
    )
    select count(*)::int as taken from taken`)
  return rows[0]?.taken ?? 0
}

/** Tags that repeat what stands elsewhere, or that programs write for themselves. */
export const unsaid = ['mlflow.runName', 'mlflow.parentRunId', 'mlflow.log-model.history', 'mlflow.loggedArtifacts']
