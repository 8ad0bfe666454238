import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { demoShares, demos } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import { hashSecret, newSecret } from '../auth/secrets.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { demoRef, holdDemo } from './find.ts'

const origin = z.url({ protocol: /^https?$/ }).transform((address) => new URL(address).origin)

/** Strict: a misspelt limit must not make a link without one. */
export const shareInput = z.strictObject({
  ...demoRef.shape,
  title: z.string().trim().min(1).max(120).default('Link'),
  days: z.number().int().min(1).max(365).default(14),
  /** Visits that may begin in an hour, and ever. */
  perHour: z.number().int().min(1).max(100_000).optional(),
  total: z.number().int().min(1).max(1_000_000).optional(),
  /** Addresses of pages that may show it in a frame. */
  frames: z.array(origin).max(20).default([]),
})

export interface SharedDemo {
  id: string
  /** Shown this once; only its hash is kept. */
  token: string
  /** On the platform's own address. */
  path: string
  expiresAt: Date
}

/** A link that opens a demo for whoever has it: its rule is `link` from then on. Faults: NOT_FOUND. */
export async function share(ctx: Context, input: z.input<typeof shareInput>): Promise<SharedDemo> {
  authorize(ctx, 'demo', 'share')
  const { name, title, days, perHour, total, frames } = parse(shareInput, input)
  const token = newSecret('esd_')
  const expiresAt = new Date(Date.now() + days * 24 * 60 * 60 * 1000)
  return await ctx.db.transaction(async (tx) => {
    const { id: demoId } = await holdDemo(tx, ctx.actor, name)
    await tx.update(demos).set({ rule: 'link' }).where(eq(demos.id, demoId))
    const limits = { perHour: perHour ?? null, total: total ?? null, frames, expiresAt }
    const secret = { prefix: token.slice(0, 12), hash: hashSecret(token) }
    const [row] = await tx
      .insert(demoShares)
      .values({ demoId, name: title, ...secret, ...limits, createdBy: ctx.actor.userId })
      .returning({ id: demoShares.id })
    if (!row) throw new Fault('INTERNAL', 'no row')
    await notify(tx, { project: ctx.actor.projectId, topic: 'demo', id: demoId })
    const detail = { name, share: row.id, title, perHour, total, frames, days }
    await append(tx, ctx.actor, { action: 'share', resource: 'demo', resourceId: demoId, detail })
    return { id: row.id, token, path: `/demos/${name}?key=${token}`, expiresAt }
  })
}
