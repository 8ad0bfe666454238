import { lt } from 'drizzle-orm'
import { servingMinutes } from '#db/schema.ts'
import type { Resources } from '../context.ts'

const days = 30

/** What a process took in a minute; what is a month old is forgotten. */
export async function keepMinute(
  { db }: Pick<Resources, 'db'>,
  taken: typeof servingMinutes.$inferInsert,
): Promise<void> {
  await db.insert(servingMinutes).values(taken).onConflictDoNothing()
  if (taken.minute.getUTCMinutes() !== 0) return
  await db.delete(servingMinutes).where(lt(servingMinutes.minute, new Date(taken.minute.getTime() - days * 86_400_000)))
}
