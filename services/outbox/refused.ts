import { eq, sql } from 'drizzle-orm'
import { outbox } from '#db/schema.ts'
import { raise } from '../alerts/raise.ts'
import type { Resources } from '../context.ts'
import { markSent } from './mark-sent.ts'
import type { PendingWish } from './pending.ts'
import { keyOf, subjectOf } from './subject.ts'

/** From so many refusals on, people are told. */
const patience = 3
const firstSeconds = 5
const mostSeconds = 600

/** Temporal did not take it: it waits, longer each time, and what comes after it of the same subject with it. */
export async function refused({ db }: Pick<Resources, 'db'>, wish: PendingWish, message: string): Promise<void> {
  const subject = await subjectOf(db, wish)
  const isOver = subject?.overAt && wish.kind !== 'sync-schedule' && wish.kind !== 'sync-trigger'
  if (!subject || isOver) return await markSent({ db }, wish)
  const attempts = wish.attempts + 1
  const seconds = Math.min(mostSeconds, firstSeconds * 2 ** Math.min(wish.attempts, 20))
  await db.transaction(async (tx) => {
    const fault = { code: 'UNAVAILABLE' as const, message }
    const dueAt = sql`now() + make_interval(secs => ${seconds})`
    const [row] = await tx
      .update(outbox)
      .set({ attempts, dueAt, fault })
      .where(eq(outbox.id, wish.id))
      .returning({ since: outbox.createdAt })
    if (!row || attempts < patience) return
    await raise(tx, {
      ...{ projectId: subject.projectId, key: keyOf(wish), severity: 'critical', link: subject.link },
      title: `${subject.name} waits`,
      what: `Temporal refuses to ${wish.kind.replace('-', ' the ')}: ${message}`,
      since: row.since,
    })
  })
}
