import { sql } from 'drizzle-orm'
import type { Resources } from '../context.ts'

const keptDays = 7
const atOnce = 5000

/** Takes away what Temporal was told a week ago. */
export async function prune({ db }: Pick<Resources, 'db'>): Promise<void> {
  const old = sql`delete from outbox where id in (
    select id from outbox where sent_at < now() - make_interval(days => ${keptDays}) limit ${atOnce})`
  while (((await db.execute(old)).rowCount ?? 0) > 0);
}
