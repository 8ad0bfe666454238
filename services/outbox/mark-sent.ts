import { inArray } from 'drizzle-orm'
import { outbox } from '#db/schema.ts'
import type { Resources } from '../context.ts'

export async function markSent({ db }: Pick<Resources, 'db'>, ids: readonly number[]): Promise<void> {
  if (ids.length > 0)
    await db
      .update(outbox)
      .set({ sentAt: new Date() })
      .where(inArray(outbox.id, [...ids]))
}
