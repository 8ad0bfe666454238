import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { outbox } from '#db/schema.ts'
import { catalogue } from '#nodes/index.ts'
import type { Context } from '../context.ts'
import type { Arrivals } from '../environment.ts'
import { apply } from '../pipelines/apply.ts'
import { get } from '../runs/get.ts'
import { addPeople, people } from '../testing/made.ts'
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts'
import { type CreatedTrigger, create } from './create.ts'
import { fire } from './fire.ts'
import { firings, type TriggerFiring } from './firings.ts'

type Wanted = Partial<Parameters<typeof create>[1]> & Pick<Parameters<typeof create>[1], 'watch'>

export interface TestTriggers {
  platform: TestPlatform
  ctx: Context
  /** A trigger that runs the pipeline `people`. */
  make(wanted: Wanted): Promise<CreatedTrigger>
  arrived(id: string): Promise<TriggerFiring[]>
  /** Fires what has arrived as workers do, several at once and more than once. */
  settle(id: string): Promise<TriggerFiring[]>
  /** A run, and how often Temporal was asked to start it. */
  run(id: string): Promise<{ starts: number; overrides: Record<string, string | number | boolean> }>
}

/** A platform with a pipeline that declares `least` and `region`, and others called one, two and three. */
export async function testTriggers(arrivals: Partial<Arrivals> = {}): Promise<TestTriggers> {
  const platform = await openTestPlatform({ catalogue })
  const ctx: Context = {
    ...platform.owner,
    arrivals: { folders: [], connections: {}, hookKey: 'k'.repeat(32), ...arrivals },
    egress: { allowed: ['127.0.0.1'], tokens: {} },
  }
  await addPeople(ctx)
  const spec = people()
  await apply(ctx, { spec: { ...spec, parameters: { least: 3, region: 'north' } } })
  for (const name of ['One', 'Two', 'Three']) await apply(ctx, { spec: { ...spec, name } })
  const arrived = (id: string) => firings(ctx, { trigger: { id }, quiet: 'shown' })
  return {
    platform,
    ctx,
    arrived,
    make: (wanted) => create(ctx, { name: randomUUID(), pipeline: { slug: 'people' }, ...wanted }),
    settle: async (id) => {
      for (const { id: firingId } of await arrived(id))
        await Promise.allSettled([1, 2, 3].map(() => fire(ctx, { firingId })))
      return await arrived(id)
    },
    run: async (id) => {
      const wishes = await ctx.db.select().from(outbox).where(eq(outbox.runId, id))
      return { ...(await get(ctx, { id })), starts: wishes.filter(({ kind }) => kind === 'start-run').length }
    },
  }
}
