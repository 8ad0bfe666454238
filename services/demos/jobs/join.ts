import { and, count, eq, ne } from 'drizzle-orm'
import { z } from 'zod'
import { demoJobs } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { demoRef } from '../find.ts'
import { answering, remembered } from '../load.ts'
import { askedRow } from '../predict.ts'
import { rowsOf } from '../rows.ts'
import { uploadOf } from '../uploads/reference.ts'
import { askerOf } from './asker.ts'
import { holdSession, tell } from './tell.ts'

export const session = z.string().regex(/^[\w-]{1,100}$/, 'letters, digits and hyphens')

export const joinInput = demoRef.extend({
  session,
  call: z.string().max(100),
  rows: z.array(askedRow).min(1).max(1000),
})

/** Jobs of a demo that may wait, and of one asker. */
const most = 1000
const mostOfVisitor = 100

/**
 * Leaves a question for whichever process is free; its answer is fetched by `news`. Nothing is loaded for it, so it is
 * quick however cold the model is. Faults: INVALID_INPUT with row and column; GONE; UNAVAILABLE when too many wait.
 */
export async function join(ctx: Context, input: z.input<typeof joinInput>): Promise<{ id: string }> {
  authorize(ctx, 'demo', 'ask')
  const { name, session, call, rows } = parse(joinInput, input)
  const loaded = await remembered(ctx, name)
  const version = answering(loaded, { key: ctx.actor.userId })
  const pictures = version.signature.inputs.some(({ type }) => type === 'image')
  // Pictures are read where they are answered: here it is only looked whether they are there.
  if (!pictures) await rowsOf(loaded, version, rows)
  else
    for (const row of rows) for (const value of Object.values(row)) await uploadOf(ctx, loaded.demo.id, value, 'look')
  const { id: demoId } = loaded.demo
  const asker = askerOf(ctx.actor)
  await demandRoom(ctx, demoId, asker)
  return await ctx.db.transaction(async (tx) => {
    await holdSession(tx, demoId, session)
    const [row] = await tx
      .insert(demoJobs)
      .values({ demoId, asker, session, call, rows, actor: ctx.actor })
      .returning({ id: demoJobs.id })
    if (!row) throw new Fault('INTERNAL', 'no row')
    await tell(tx, '', session)
    return row
  })
}

async function demandRoom({ db, actor }: Context, demoId: string, asker: string): Promise<void> {
  const open = and(eq(demoJobs.demoId, demoId), ne(demoJobs.status, 'done'))
  const [all] = await db.select({ jobs: count() }).from(demoJobs).where(open)
  const own =
    actor.visit &&
    (await db
      .select({ jobs: count() })
      .from(demoJobs)
      .where(and(open, eq(demoJobs.asker, asker))))
  if ((all?.jobs ?? 0) < most && (own?.[0]?.jobs ?? 0) < mostOfVisitor) return
  throw new Fault('UNAVAILABLE', 'too many questions wait for their answer', { hint: 'wait a little, then ask again' })
}
