import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { deviceRequests } from '#db/schema.ts'
import { hashSecret } from '../auth/secrets.ts'
import type { Resources } from '../context.ts'
import { parse } from '../parse.ts'
import { insertToken, type NotebookToken } from './insert-token.ts'
import { interval } from './start.ts'

export const pollInput = z.object({ secret: z.string().max(200) })

export type Polled =
  | { state: 'waiting' | 'too-often' | 'refused' | 'expired' }
  | ({ state: 'approved' } & NotebookToken)

/** Whether somebody has decided yet. The token is made and told once: afterwards the secret is spent. */
export async function poll({ db }: Pick<Resources, 'db'>, input: z.input<typeof pollInput>): Promise<Polled> {
  const { secret } = parse(pollInput, input)
  return await db.transaction(async (tx): Promise<Polled> => {
    const [found] = await tx
      .select()
      .from(deviceRequests)
      .where(and(eq(deviceRequests.secretHash, hashSecret(secret))))
      .for('update')
    const now = new Date()
    if (!found || found.expiresAt < now) return { state: 'expired' }
    const { id, device, decidedBy, projectId, polledAt } = found
    if (!decidedBy) {
      await tx.update(deviceRequests).set({ polledAt: now }).where(eq(deviceRequests.id, id))
      const early = polledAt && now.getTime() - polledAt.getTime() < (interval - 1) * 1000
      return { state: early ? 'too-often' : 'waiting' }
    }
    await tx.delete(deviceRequests).where(eq(deviceRequests.id, id))
    if (!projectId) return { state: 'refused' }
    return {
      state: 'approved',
      ...(await insertToken(tx, { userId: decidedBy, projectId }, `JupyterLab on ${device}`)),
    }
  })
}
