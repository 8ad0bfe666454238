import { sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { type SeldomEvent, seldom } from './seldom.ts'

/** Something of a project changed; whoever shows it reads it again. */
export interface PlatformEvent {
  project: string
  topic:
    | 'everything'
    | 'alert'
    | 'run'
    | 'file'
    | 'pipeline'
    | 'model'
    | 'endpoint'
    | 'release'
    | 'traffic'
    | 'demo'
    | 'schedule'
    | 'trigger'
    | 'experiment'
    | 'tracked-run'
  run?: string
  node?: string
  /** Id of a changed thing that is no run. */
  id?: string
}

/** For the RETURNING of a statement, where a round trip counts: delivered when, and only if, the transaction commits. */
export const told = (event: PlatformEvent) => sql<string>`pg_notify('espalier', ${JSON.stringify(event)})`

/** Delivered when, and only if, the transaction commits. */
export async function notify(tx: Queryable, event: PlatformEvent): Promise<void> {
  await tx.execute(sql`select pg_notify('espalier', ${JSON.stringify(event)})`)
}

/** For changes that may come in crowds: tells now and then, which is enough for who reads afterwards. */
export async function notifySeldom(tx: Queryable, event: SeldomEvent): Promise<void> {
  const news = seldom(event)
  if (news) await notify(tx, news)
}
