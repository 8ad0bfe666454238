import { sql } from 'drizzle-orm'
import type { Resources } from '../context.ts'

/** So long an arrival that made no run, or whose run is gone, can be read on the page of its trigger. */
export const keptDays = 90
const atOnce = 5000

/**
 * Takes away arrivals that nobody needs to tell a repetition by. Those with a run stay with it; one of a file stays while
 * the file lies there, and as long again after it went. Messages are told apart by their time long before.
 */
export async function prune({ db }: Pick<Resources, 'db'>): Promise<void> {
  const old = sql`now() - make_interval(days => ${keptDays})`
  const files = sql`delete from trigger_files where ctid = any(array(
    select ctid from trigger_files where gone_at < ${old} limit ${atOnce}))`
  const firings = sql`delete from trigger_firings where id in (
    select f.id from trigger_firings f
    where f.run_id is null and f.settled_at < ${old}
      and not exists (select from trigger_files t where t.trigger_id = f.trigger_id and t.path = f.payload ->> 'path')
    limit ${atOnce})`
  for (const statement of [files, firings]) while (((await db.execute(statement)).rowCount ?? 0) > 0);
}
