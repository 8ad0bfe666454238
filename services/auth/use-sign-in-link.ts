import { and, eq, gt, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { signInLinks } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Resources } from '../context.ts'
import { parse } from '../parse.ts'
import { hashSecret } from './secrets.ts'

export const useSignInLinkInput = z.object({ token: z.string().min(1).max(200) })

/** Spends a link. Faults: UNAUTHENTICATED when it is unknown, used or too old: which one is not said. */
export async function useSignInLink(
  { db }: Pick<Resources, 'db'>,
  input: z.input<typeof useSignInLinkInput>,
): Promise<{ userId: string }> {
  const { token } = parse(useSignInLinkInput, input)
  const [link] = await db
    .update(signInLinks)
    .set({ usedAt: new Date() })
    .where(
      and(eq(signInLinks.hash, hashSecret(token)), isNull(signInLinks.usedAt), gt(signInLinks.expiresAt, new Date())),
    )
    .returning({ userId: signInLinks.userId })
  if (!link)
    throw new Fault('UNAUTHENTICATED', 'this sign-in link has been used or is too old', {
      hint: 'start the platform again, or ask for a new link',
    })
  return link
}
