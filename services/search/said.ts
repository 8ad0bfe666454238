import { sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { type Asked, wordsOf } from './ask.ts'
import type { Place } from './found.ts'
import { unsaid } from './gather-words.ts'

const shown = 160

/** What stands around the first of some words. */
export function excerpt(text: string, asked: string): string {
  const flat = text.replaceAll(/\s+/g, ' ').trim()
  if (flat.length <= shown) return flat
  const lower = flat.toLowerCase()
  const places = wordsOf(asked).map((word) => lower.indexOf(word.toLowerCase()))
  const first = Math.min(...places.filter((place) => place >= 0))
  const from = Number.isFinite(first) ? Math.max(0, Math.min(first - 40, flat.length - shown)) : 0
  return `${from > 0 ? '…' : ''}${flat.slice(from, from + shown)}${from + shown < flat.length ? '…' : ''}`
}

interface Said extends Record<string, unknown> {
  id: string
  place: Place
  said: string
}

/** Where in each of some runs the words stand, where that is not the name. */
export async function saidInRuns(q: Queryable, ids: string[], asked: Asked): Promise<Map<string, Said>> {
  if (ids.length === 0) return new Map()
  const these = sql`run_id = any(${sql.param(ids)}::uuid[])`
  const matches = sql`search_words(said) @@ asked.anyword`
  const { rows } = await q.execute<Said>(sql`
    with asked as materialized (select ${asked.any} as anyword)
    select distinct on (run_id) run_id::text as id, place, said from (
      select 1 as rank, run_id, case key when 'mlflow.note.content' then 'note' else 'tag' end as place,
        case key when 'mlflow.note.content' then value else key || ': ' || left(value, 20000) end as said
        from run_tags where ${these} and key not in ${unsaid}
      union all select 2, run_id, 'param', key || ' = ' || left(value, 2000) from run_params where ${these}
      union all select 3, run_id, 'data', name from dataset_inputs where ${these}
      union all select 4, t.id, 'artifact', split_part(p.path, replace(t.id::text, '-', '') || '/', 2)
        from tracked_runs t join experiments e on e.id = t.experiment_id, lateral (
          select regexp_replace(coalesce(e.artifact_location, e.number::text), '^mlflow-artifacts:/+', '') || '/' || replace(t.id::text, '-', '') as folder
        ) f join artifact_paths p on p.path > (f.folder || '/') collate "C" and p.path < (f.folder || '0') collate "C"
        where t.id = any(${sql.param(ids)}::uuid[]) and p.project_id = t.project_id
    ) places, asked where ${matches}
    order by run_id, ts_rank(search_words(said), asked.anyword) desc, rank, said`)
  return new Map(rows.map((row) => [row.id, row]))
}
