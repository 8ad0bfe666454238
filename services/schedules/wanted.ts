import { eq, isNull } from 'drizzle-orm'
import { schedules } from '#db/schema.ts'
import type { Resources } from '../context.ts'
import type { ScheduleRow } from './find.ts'

/** A schedule as Temporal should hold it; nothing where it should hold none. */
export async function wantedSchedule({ db }: Pick<Resources, 'db'>, id: string): Promise<ScheduleRow | undefined> {
  const [row] = await db.select().from(schedules).where(eq(schedules.id, id))
  return row?.deletedAt ? undefined : row
}

/** All that there are, by id. */
export async function wantedSchedules({ db }: Pick<Resources, 'db'>): Promise<string[]> {
  const rows = await db.select({ id: schedules.id }).from(schedules).where(isNull(schedules.deletedAt))
  return rows.map(({ id }) => id)
}
