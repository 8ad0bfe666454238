import { and, desc, eq, isNull } from 'drizzle-orm'
import { alerts, schedules } from '#db/schema.ts'
import { raise } from '../alerts/raise.ts'
import type { Resources } from '../context.ts'
import type { ScheduleRow } from './find.ts'
import { missed } from './missed.ts'

type Watching = Pick<Resources, 'db' | 'calendar'>

const day = 24 * 3_600_000
/** A firing that is later than this is looked for. */
const late = 60_000

/**
 * Tells of firings that did not come, each once, however many processes look: the alert of before says up to when. When a
 * schedule is due next is asked once and kept in `next`, because asking costs Temporal more than looking costs us.
 */
export async function watchFirings(
  resources: Watching,
  { before = new Date(), next = new Map<string, Date>() }: { before?: Date; next?: Map<string, Date> } = {},
): Promise<void> {
  const active = await resources.db
    .select()
    .from(schedules)
    .where(and(isNull(schedules.deletedAt), isNull(schedules.pausedAt)))
  const calendar = askedOnce(resources.calendar)
  for (const schedule of active) await watch({ ...resources, calendar }, schedule, { before, next })
}

/** Many schedules fire at the same times. */
function askedOnce(calendar: Watching['calendar']): Watching['calendar'] {
  const answers = new Map<string, Promise<Date[]>>()
  return {
    times: (timing, wanted) => {
      const question = JSON.stringify([timing, wanted])
      const answer = answers.get(question) ?? calendar.times(timing, wanted)
      answers.set(question, answer)
      return answer
    },
  }
}

async function watch(
  resources: Watching,
  schedule: ScheduleRow,
  { before, next }: { before: Date; next: Map<string, Date> },
): Promise<void> {
  const { db, calendar } = resources
  const { id, projectId, name, timing, activeSince } = schedule
  const about = `${id} ${activeSince.getTime()}`
  if ((next.get(about)?.getTime() ?? 0) > before.getTime()) return
  const key = `schedule-missed:${id}`
  const [last] = await db
    .select({ at: alerts.lastAt })
    .from(alerts)
    .where(and(eq(alerts.projectId, projectId), eq(alerts.key, key)))
    .orderBy(desc(alerts.lastAt))
    .limit(1)
  const after = new Date(Math.max(before.getTime() - day, last?.at.getTime() ?? 0))
  const times = await missed(resources, schedule, { before, after })
  const [due] = await calendar.times(timing, { from: new Date(before.getTime() - late), limit: 1 })
  if (due) next.set(about, new Date(due.getTime() + late))
  const [first] = times
  if (!first) return
  const latest = (times.at(-1) ?? first).toISOString()
  await raise(db, {
    ...{ projectId, key, severity: 'warning', since: first, title: `${name} did not run` },
    what:
      times.length === 1
        ? `it was due at ${latest} and did not fire`
        : `${times.length} firings did not come, the last was due at ${latest}`,
    link: `/schedules/${encodeURIComponent(name)}`,
  })
}
