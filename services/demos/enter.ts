import { and, eq, isNull } from 'drizzle-orm'
import { demoShares, demos, demoVisits, members, users } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Role } from '../access/matrix.ts'
import { hashSecret } from '../auth/secrets.ts'
import type { Actor, Resources } from '../context.ts'
import { visitorOf } from './visitor-of.ts'

export interface Entering {
  name: string
  /** Who is signed in, if anybody is. */
  userId?: string | undefined
  /** What `beginVisit` gave. */
  visit?: string | undefined
}

/**
 * Who somebody is to a demo: a member of its project, or a visitor, who may do nothing but open and ask this one demo.
 * Faults: UNAUTHENTICATED for who is not signed in, NOT_FOUND for who is: neither says whether there is such a demo, but to
 * whoever was let in before by a link, who is told why that is over.
 */
export async function enter({ db }: Pick<Resources, 'db'>, { name, userId, visit }: Entering): Promise<Actor> {
  const [demo] = await db
    .select()
    .from(demos)
    .where(and(eq(demos.name, name), isNull(demos.deletedAt)))
  const actor =
    demo && ((userId && (await account(db, demo, userId))) || (visit && (await visitor(db, demo, visit))) || undefined)
  if (actor) return actor
  if (userId)
    throw new Fault('NOT_FOUND', `no such demo: ${name}`, {
      hint: 'or it is not open to you: ask whoever told you of it',
    })
  throw new Fault('UNAUTHENTICATED', 'this demo is open to people who are signed in, or who have a link', {
    hint: 'sign in, or ask whoever told you of it for a link',
  })
}

type Demo = typeof demos.$inferSelect

async function account(db: Resources['db'], demo: Demo, userId: string): Promise<Actor | undefined> {
  const { id: demoId, projectId, rule, guests } = demo
  const [user] = await db
    .select({ name: users.name, email: users.email, role: members.role })
    .from(users)
    .leftJoin(members, and(eq(members.userId, users.id), eq(members.projectId, projectId)))
    .where(eq(users.id, userId))
  if (!user) return undefined
  const { name, email, role } = user
  if (role) return { userId, name, projectId, role: role as Role }
  const invited = rule === 'named' && guests.includes(email.toLowerCase())
  return invited ? { userId, name, projectId, role: 'visitor', visit: { demoId } } : undefined
}

async function visitor(db: Resources['db'], demo: Demo, visit: string): Promise<Actor | undefined> {
  const { id: demoId, projectId, rule } = demo
  if (rule !== 'link') return undefined
  const [row] = await db
    .select({ id: demoVisits.id, expiresAt: demoVisits.expiresAt, share: demoShares })
    .from(demoVisits)
    .innerJoin(demoShares, eq(demoShares.id, demoVisits.shareId))
    .where(and(eq(demoVisits.hash, hashSecret(visit)), eq(demoShares.demoId, demoId)))
  if (!row) return undefined
  const { id, share } = row
  const over = overBy(share, row.expiresAt)
  if (over) throw over
  return { userId: visitorOf(id), name: share.name, projectId, role: 'visitor', visit: { demoId, share: share.id } }
}

/** Why a visit is over, for who was let in: they know of the demo. */
function overBy({ revokedAt, expiresAt }: typeof demoShares.$inferSelect, visitEnds: Date): Fault | undefined {
  const now = new Date()
  const over = (message: string, hint: string) => new Fault('UNAUTHENTICATED', message, { hint })
  const another = 'ask whoever sent it for another one'
  if (revokedAt) return over('this link was taken back', another)
  if (expiresAt && expiresAt <= now) return over(`this link ended: ${expiresAt.toISOString().slice(0, 10)}`, another)
  return visitEnds <= now ? over('this visit is over', 'open the link again') : undefined
}
