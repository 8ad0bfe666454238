import { asc, isNull } from 'drizzle-orm'
import { outbox } from '#db/schema.ts'
import type { Resources } from '../context.ts'

export interface Wish {
  id: number
  kind: 'start-run' | 'cancel-run'
  runId: string
}

/** What Temporal has not been told yet, oldest first. Telling it twice does no harm. */
export async function pending({ db }: Pick<Resources, 'db'>): Promise<Wish[]> {
  return await db
    .select({ id: outbox.id, kind: outbox.kind, runId: outbox.runId })
    .from(outbox)
    .where(isNull(outbox.sentAt))
    .orderBy(asc(outbox.id))
    .limit(100)
}
