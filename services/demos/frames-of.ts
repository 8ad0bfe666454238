import { and, eq, isNull } from 'drizzle-orm'
import { demoShares, demos } from '#db/schema.ts'
import { hashSecret } from '../auth/secrets.ts'
import type { Resources } from '../context.ts'

/** Origins of pages that may show a demo in a frame, by the link that the frame carries; none for what is no link. */
export async function framesOf(
  { db }: Pick<Resources, 'db'>,
  { name, token }: { name: string; token: string },
): Promise<string[]> {
  const [link] = await db
    .select({ frames: demoShares.frames })
    .from(demoShares)
    .innerJoin(demos, eq(demos.id, demoShares.demoId))
    .where(
      and(
        eq(demoShares.hash, hashSecret(token)),
        eq(demos.name, name),
        eq(demos.rule, 'link'),
        isNull(demos.deletedAt),
        isNull(demoShares.revokedAt),
      ),
    )
  return link?.frames ?? []
}
