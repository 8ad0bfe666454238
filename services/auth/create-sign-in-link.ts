import { z } from 'zod'
import { signInLinks } from '#db/schema.ts'
import type { Resources } from '../context.ts'
import { parse } from '../parse.ts'
import { hashSecret, newSecret } from './secrets.ts'

export const createSignInLinkInput = z.object({
  userId: z.string(),
  minutes: z
    .number()
    .min(1)
    .max(7 * 24 * 60)
    .default(10),
})

/** A token that opens one session, for `/sign-in/link?token=`. For whoever starts the platform: it asks for no rights. */
export async function createSignInLink(
  { db }: Pick<Resources, 'db'>,
  input: z.input<typeof createSignInLinkInput>,
): Promise<{ token: string; expiresAt: Date }> {
  const { userId, minutes } = parse(createSignInLinkInput, input)
  const token = newSecret('')
  const expiresAt = new Date(Date.now() + minutes * 60_000)
  await db.insert(signInLinks).values({ hash: hashSecret(token), userId, expiresAt })
  return { token, expiresAt }
}
