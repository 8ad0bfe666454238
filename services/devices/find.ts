import { and, eq, gt, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { deviceRequests } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { readCode } from './codes.ts'

export const deviceCode = z.string().max(40).transform(readCode)

/** A request that waits for a decision. Faults: NOT_FOUND, also for one that is decided or too old. */
export async function findWaiting(q: Queryable, code: string) {
  const [found] = await q
    .select()
    .from(deviceRequests)
    .where(
      and(eq(deviceRequests.code, code), isNull(deviceRequests.decidedBy), gt(deviceRequests.expiresAt, new Date())),
    )
    .for('update')
  if (!found)
    throw new Fault('NOT_FOUND', 'no program waits with this code', {
      hint: 'codes hold for ten minutes and once: sign in there again for a new one',
    })
  return found
}
