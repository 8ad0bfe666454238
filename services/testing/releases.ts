import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { members, users } from '#db/schema.ts'
import { classesSignature } from '#engines/models/testing.ts'
import { link } from '../artifacts/link.ts'
import type { Context } from '../context.ts'
import { findEndpoint } from '../endpoints/find.ts'
import { register } from '../models/register.ts'
import { record } from '../predictions/record.ts'
import { openTally } from '../traffic/tally.ts'
import { stored } from './made.ts'

export const heavy = { mass: 4000, island: 'Biscoe' }

/** Registers a version with one example row. Returns its id. */
export async function registered(ctx: Context, path: string, signature = classesSignature): Promise<string> {
  const bytes = await ctx.store.put(createReadStream(path))
  await link(ctx.db, ctx.actor.projectId, [{ ...bytes, mediaType: 'application/onnx' }])
  const details = await stored(ctx, JSON.stringify({ examples: [heavy], background: [] }))
  const parity = { rows: 1, maxDifference: 0, tolerance: 1e-5 }
  const model = { type: 'model', artifact: bytes.sha256, signature, metrics: {}, parity, details } as const
  const { version } = await register(ctx, { name: 'weights', model })
  if (!version) throw new Error('the model was not registered')
  return version.id
}

interface Answers {
  versionId: string
  mode?: 'live' | 'shadow'
  answered?: number
  failed?: number
  refused?: number
  disagreed?: number
  milliseconds?: number
}

/** What the protocols server counts of requests. */
export async function counted(ctx: Context, endpoint: string, ...all: Answers[]): Promise<void> {
  const { id: endpointId } = await findEndpoint(ctx.db, ctx.actor.projectId, endpoint)
  const tally = openTally()
  for (const {
    versionId,
    mode = 'live',
    answered = 0,
    failed = 0,
    refused = 0,
    disagreed = 0,
    milliseconds = 1,
  } of all) {
    const one = { endpointId, versionId, mode, microseconds: milliseconds * 1000 }
    for (let n = 0; n < answered; n += 1)
      tally.count(
        {
          ...{ ...one, outcome: 'answered', rows: 1 },
          ...(mode === 'shadow' && { compared: 1, disagreed: Number(n < disagreed) }),
        },
        new Date(),
      )
    for (let n = 0; n < failed; n += 1) tally.count({ ...one, outcome: 'failed', rows: 0 }, new Date())
    for (let n = 0; n < refused; n += 1) tally.count({ ...one, outcome: 'refused', rows: 0 }, new Date())
  }
  await record(ctx, { predictions: [], traffic: tally.take() })
}

/** Somebody else who may decide in the same project. */
export async function colleague(ctx: Context, role: 'engineer' | 'viewer' = 'engineer'): Promise<Context> {
  const userId = randomUUID()
  await ctx.db.insert(users).values({ id: userId, name: 'Grace', email: `${userId}@example.org` })
  await ctx.db.insert(members).values({ projectId: ctx.actor.projectId, userId, role })
  return { ...ctx, actor: { ...ctx.actor, userId, name: 'Grace', role } }
}
