import { eq } from 'drizzle-orm'
import { outbox } from '#db/schema.ts'
import { settle } from '../alerts/settle.ts'
import type { Resources } from '../context.ts'
import type { PendingWish } from './pending.ts'
import { keyOf, subjectOf } from './subject.ts'

/** Temporal knows. Where it had refused before, what was told of that is over. */
export async function markSent({ db }: Pick<Resources, 'db'>, wish: PendingWish): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.update(outbox).set({ sentAt: new Date(), fault: null }).where(eq(outbox.id, wish.id))
    if (wish.attempts === 0) return
    const subject = await subjectOf(tx, wish)
    if (subject) await settle(tx, { projectId: subject.projectId, key: keyOf(wish), why: 'Temporal took it' })
  })
}
