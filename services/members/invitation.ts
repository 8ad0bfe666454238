import { and, eq, isNotNull, ne } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { accounts, members, signInLinks } from '#db/schema.ts'
import { createSignInLink } from '../auth/create-sign-in-link.ts'

/** For `/sign-in/link?token=`, once: whoever opens it is signed in as the person invited. */
export interface Invitation {
  token: string
  expiresAt: Date
}

const week = 7 * 24 * 60

/** A link that ends those made before. */
export async function inviteBy(tx: Queryable, userId: string): Promise<Invitation> {
  await tx.delete(signInLinks).where(eq(signInLinks.userId, userId))
  return await createSignInLink({ db: tx }, { userId, minutes: week })
}

/**
 * Whether a link may be made for this person: not for one who has signed in, nor for one who is awaited elsewhere, too. Who
 * holds it acts as that person, and could agree to what they asked for themselves.
 */
export async function isNew(
  tx: Queryable,
  { userId, projectId }: { userId: string; projectId: string },
): Promise<boolean> {
  const [used] = await tx
    .select({ hash: signInLinks.hash })
    .from(signInLinks)
    .where(and(eq(signInLinks.userId, userId), isNotNull(signInLinks.usedAt)))
    .limit(1)
  const [account] = await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.userId, userId)).limit(1)
  const [elsewhere] = await tx
    .select({ id: members.projectId })
    .from(members)
    .where(and(eq(members.userId, userId), ne(members.projectId, projectId)))
    .limit(1)
  return !used && !account && !elsewhere
}
