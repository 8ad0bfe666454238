import { and, count, eq, gt, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { demoShares, demos, demoVisits } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { hashSecret, newSecret } from '../auth/secrets.ts'
import type { Resources } from '../context.ts'
import { parse } from '../parse.ts'

export const linkInput = z.object({ name: z.string().max(60), token: z.string().min(1).max(200) })
/** `id`: as `glance` foretold, so that the visit meets the version that the page was drawn with. */
export const beginVisitInput = linkInput.extend({ id: z.uuid().optional() })

export interface Visit {
  /** What a browser or a client shows from then on. */
  visit: string
  expiresAt: Date
}

const visitMs = 12 * 60 * 60 * 1000
const hourMs = 60 * 60 * 1000

/**
 * One use of a link: a visit of at most half a day. The hash of 256 random bits is looked up, so that no timing tells
 * how near a guess came. Faults: UNAUTHENTICATED for no link of this demo; GONE for one that is over or used up;
 * UNAVAILABLE when enough visits began in the last hour.
 */
export async function beginVisit(
  { db }: Pick<Resources, 'db'>,
  input: z.input<typeof beginVisitInput>,
): Promise<Visit> {
  const { name, token, id } = parse(beginVisitInput, input)
  return await db.transaction(async (tx) => {
    const { share } = await holdLink(tx, { name, token })
    const visit = newSecret('esv_')
    const end = Math.min(Date.now() + visitMs, share.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY)
    const expiresAt = new Date(end)
    const values = { shareId: share.id, hash: hashSecret(visit), expiresAt }
    const [foretold] = id
      ? await tx
          .insert(demoVisits)
          .values({ id, ...values })
          .onConflictDoNothing()
          .returning({ id: demoVisits.id })
      : []
    if (!foretold) await tx.insert(demoVisits).values(values)
    return { visit, expiresAt }
  })
}

/** A link by which a visit could begin now, and its demo, held until the transaction ends. Faults: as `beginVisit`. */
export async function holdLink(tx: Queryable, { name, token }: z.output<typeof linkInput>) {
  const [link] = await tx
    .select({ share: demoShares, rule: demos.rule, projectId: demos.projectId })
    .from(demoShares)
    .innerJoin(demos, eq(demos.id, demoShares.demoId))
    .where(and(eq(demoShares.hash, hashSecret(token)), eq(demos.name, name), isNull(demos.deletedAt)))
    .for('update', { of: demoShares })
  if (!link) throw new Fault('UNAUTHENTICATED', 'this link opens nothing here', { hint: askAnother })
  const { share, rule, projectId } = link
  if (share.revokedAt || rule !== 'link') throw new Fault('GONE', 'this link was taken back', { hint: askAnother })
  if (share.expiresAt && share.expiresAt.getTime() <= Date.now())
    throw new Fault('GONE', `this link ended: ${share.expiresAt.toISOString().slice(0, 10)}`, { hint: askAnother })
  await demandRoom(tx, share)
  return { share, projectId }
}

async function demandRoom(tx: Queryable, { id, total, perHour }: typeof demoShares.$inferSelect): Promise<void> {
  if (total === null && perHour === null) return
  const hourAgo = new Date(Date.now() - hourMs)
  const [used] = await tx
    .select({
      ever: count(),
      lately: sql<number>`count(*) filter (where ${gt(demoVisits.at, hourAgo)})`.mapWith(Number),
    })
    .from(demoVisits)
    .where(eq(demoVisits.shareId, id))
  if (total !== null && (used?.ever ?? 0) >= total)
    throw new Fault('GONE', `this link is used up: ${total} ${total === 1 ? 'visit' : 'visits'}`, { hint: askAnother })
  if (perHour !== null && (used?.lately ?? 0) >= perHour)
    throw new Fault('UNAVAILABLE', `too many visits in this hour: ${perHour}`, { hint: 'try again later' })
}

const askAnother = 'ask whoever sent it for another one'
