import { type SQL, sql } from 'drizzle-orm'
import { serving } from '../lineage/edges.ts'
import type { Scope } from './scope.ts'

type RegistryKind = 'experiment' | 'model' | 'version' | 'logged-model' | 'endpoint'

/**
 * Things whose words stand in several tables: what bears any of the words, in one place, is found by its index, and kept
 * if all of what it says there bears them as asked. `places` gives (key, place, said).
 */
const gathered = (places: SQL, name: SQL) => sql`(
  select key, string_agg(said, ' ') as all_said, (array_agg(place order by ts_rank(search_words(said), asked.anyword) desc, place))[1] as place,
    (array_agg(said order by ts_rank(search_words(said), asked.anyword) desc, place))[1] as said
  from (${places}) p, asked group by key
) found, asked, lateral (select setweight(search_words(${name}), 'A') || setweight(search_words(found.all_said), 'C') as words) w`

const places = (parts: SQL[]) => sql.join(parts, sql` union all `)

/** What is said, but for a name, which is the title. */
const saidElsewhere = sql`found.place, case when found.place <> 'name' then found.said end`

export const registryFindings = ({ projectId }: Scope): Record<RegistryKind, SQL> => {
  const mine = sql`project_id = ${projectId} and deleted_at is null`
  const any = sql`@@ asked.anyword`
  return {
    experiment: sql`select x.number::text, x.name, null, null, x.updated_at, ts_rank(w.words, asked.query), ${saidElsewhere}
      from experiments x, ${gathered(
        places([
          sql`select id as key, 'name' as place, name as said from experiments, asked where ${mine} and search_words(name) ${any}`,
          sql`select id, 'description', description from experiments, asked where ${mine} and search_words(description) ${any}`,
          sql`select t.experiment_id, case t.key when 'mlflow.note.content' then 'note' else 'tag' end,
              case t.key when 'mlflow.note.content' then t.value else t.key || ': ' || t.value end
            from experiment_tags t join experiments e on e.id = t.experiment_id, asked
            where e.project_id = ${projectId} and e.deleted_at is null and search_words(t.key || ' ' || t.value) ${any}`,
        ]),
        sql`x.name`,
      )} where x.id = found.key and w.words @@ asked.query`,
    model: sql`select m.name, m.name, null, null, m.updated_at, ts_rank(w.words, asked.query), ${saidElsewhere}
      from models m, ${gathered(
        places([
          sql`select id as key, 'name' as place, name as said from models, asked where ${mine} and search_words(name) ${any}`,
          sql`select id, 'description', description from models, asked where ${mine} and search_words(description) ${any}`,
          sql`select t.model_id, 'tag', t.key || ': ' || t.value from model_tags t join models o on o.id = t.model_id, asked
            where o.project_id = ${projectId} and o.deleted_at is null and search_words(t.key || ' ' || t.value) ${any}`,
        ]),
        sql`m.name`,
      )} where m.id = found.key and w.words @@ asked.query`,
    version: sql`select m.name || '@' || v.number, m.name, null, v.number::text, v.created_at, ts_rank(w.words, asked.query), ${saidElsewhere}
      from model_versions v join models m on m.id = v.model_id, ${gathered(
        places([
          sql`select f.version_id as key, 'description' as place, f.description as said from model_version_facts f, asked where search_words(f.description) ${any}`,
          sql`select t.version_id, 'tag', t.key || ': ' || left(t.value, 2000) from version_tags t, asked where search_words(t.key || ' ' || t.value) ${any}`,
          sql`select c.version_id, 'card', c.text from model_cards c, asked where search_words(c.text) ${any}
            and not exists (select from model_cards n where n.version_id = c.version_id and n.revision > c.revision)`,
          sql`select v.id, 'alias', '@' || a.alias from model_aliases a join models o on o.id = a.model_id
            join model_versions v on v.model_id = o.id and v.number = a.number, asked
            where o.project_id = ${projectId} and search_words(a.alias) ${any}`,
          sql`select v.id, 'column', (select string_agg(i->>'name', ', ') from jsonb_array_elements(v.signature->'inputs') i where search_words(i->>'name') ${any})
            from model_versions v, asked where search_words_of_columns(v.signature->'inputs') ${any}`,
        ]),
        sql`m.name`,
      )} where v.id = found.key and m.project_id = ${projectId} and v.deleted_at is null and w.words @@ asked.query`,
    'logged-model': sql`select id, name, status, replace(source_run_id::text, '-', ''), created_at, ts_rank(setweight(search_words(name), 'A'), asked.query), 'name', null
      from logged_models, asked where ${mine} and search_words(name) @@ asked.query`,
    endpoint: sql`select e.name, e.name, null, null, e.created_at, ts_rank(w.words, asked.query), ${saidElsewhere}
      from endpoints e, ${gathered(
        places([
          sql`select id as key, 'name' as place, name as said from endpoints, asked where ${mine} and search_words(name) ${any}`,
          sql`select s.endpoint_id, 'column', (select string_agg(i->>'name', ', ') from jsonb_array_elements(v.signature->'inputs') i where search_words(i->>'name') ${any})
            from (${serving(projectId)}) s join model_versions v on v.id = s.version_id, asked where search_words_of_columns(v.signature->'inputs') ${any}`,
        ]),
        sql`e.name`,
      )} where e.id = found.key and w.words @@ asked.query`,
  }
}
