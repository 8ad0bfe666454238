import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDb } from '#db/client.ts'
import { members, users } from '#db/schema.ts'
import type { ModelValue } from '#pipeline/ports/model.ts'
import { approve } from '../approvals/approve.ts'
import { list } from '../approvals/list.ts'
import { protect } from '../approvals/protect.ts'
import { reject } from '../approvals/reject.ts'
import { unprotect } from '../approvals/unprotect.ts'
import { verify } from '../audit/verify.ts'
import type { Context } from '../context.ts'
import { modelValue } from '../testing/made.ts'
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts'
import { create } from './create.ts'
import { get } from './get.ts'
import { register } from './register.ts'
import { registerSource } from './register-source.ts'
import { removeAlias } from './remove-alias.ts'
import { removeVersion } from './remove-version.ts'
import { setAlias } from './set-alias.ts'

let platform: TestPlatform
let owner: Context
let engineer: Context
let model: ModelValue
beforeAll(async () => {
  platform = await openTestPlatform({ catalogue: new Map() })
  owner = platform.owner
  model = await modelValue(owner)
  const { projectId } = owner.actor
  const userId = randomUUID()
  await platform.db.insert(users).values({ id: userId, name: 'Grace', email: `${userId}@example.org` })
  await platform.db.insert(members).values({ projectId, userId, role: 'engineer' })
  engineer = platform.as({ userId, name: 'Grace', projectId, role: 'engineer' })
})
afterAll(() => platform.close())

let made = 0
/** The same but for one figure, so that it is another version. */
const another = (): ModelValue => {
  made += 1
  return { ...model, metrics: { ...model.metrics, made } }
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => count - index)
const ofClient = { source: 'mlflow-artifacts:/0/models/m-1/artifacts' }

test('two hundred registrations at once, by pipelines and by clients, with connections killed amid: dense, none lost, none twice', {
  timeout: 240_000,
}, async () => {
  const name = 'besieged'
  await create(owner, { name })
  const other = openDb(platform.databaseUrl, { connections: 20 })
  const admin = openDb(platform.databaseUrl, { connections: 1 })
  const ctx: Context = { ...platform.worker, db: other.db }
  const killer = new AbortController()
  const killed = killConnections(admin.db, killer.signal)
  const told: number[] = []
  let lost = 0
  await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      if (index % 2) {
        const step = { runId: randomUUID(), node: 'register' }
        const content = another()
        // A step registers once however often it is tried, so it may be tried until it is told.
        told.push((await stubbornly(() => register(ctx, { name, model: content, step }))).version?.number ?? 0)
      } else
        await registerSource(ctx, { name, ...ofClient }).then(
          ({ number }) => told.push(number),
          () => {
            lost += 1
          },
        )
    }),
  )
  killer.abort()
  expect(await killed).toBeGreaterThan(0)
  await Promise.all([other.close(), admin.close()])
  const numbers = (await get(owner, { name })).versions.map(({ number }) => number)
  expect(numbers).toEqual(upTo(numbers.length))
  expect(new Set(told).size).toBe(told.length)
  expect(told.filter((number) => !numbers.includes(number))).toEqual([])
  // Whose connection broke may have been registered without being told; nobody who was told is missing.
  expect(numbers.length - told.length).toBeLessThanOrEqual(lost)
  expect((await register(owner, { name, model: another() })).version?.number).toBe(numbers.length + 1)
  expect(await verify(owner)).toMatchObject({ brokenAt: null })
})

type Deed =
  | { do: 'move' | 'register' | 'removeVersion'; by: 'owner' | 'engineer'; number: number }
  | { do: 'takeAway' | 'protect' | 'unprotect' | 'approve' | 'reject'; by: 'owner' | 'engineer' }

const by = fc.constantFrom('owner' as const, 'engineer' as const)
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({
    do: fc.constantFrom('move' as const, 'register' as const, 'removeVersion' as const),
    by,
    number: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({
    do: fc.constantFrom(
      'takeAway' as const,
      'protect' as const,
      'unprotect' as const,
      'approve' as const,
      'approve' as const,
      'reject' as const,
    ),
    by,
  }),
)

test('whatever is done in whatever order, and two things at a time: a protected alias moves by an approval of somebody else alone', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(deed, deed), { minLength: 4, maxLength: 10 }), async (deeds) => {
      const name = `m${randomUUID()}`
      for (let count = 0; count < 3; count += 1) await register(owner, { name, model: another() })
      await setAlias(owner, { name, number: 1, alias: 'champion' })
      await protect(owner, { model: name, alias: 'champion', roles: ['owner', 'engineer'] })
      let guarded = true
      for (const pair of deeds) {
        const before = await seen(name)
        const open = pair.some((one) => one.do === 'unprotect' && one.by === 'owner')
        await Promise.allSettled(pair.map((one) => perform(name, one)))
        const after = await seen(name)
        if (guarded && !open && after.at !== before.at) {
          const [agreed] = after.requests.filter(
            ({ id, state }) =>
              state === 'approved' && !before.requests.some((one) => one.id === id && one.state === 'approved'),
          )
          expect(agreed).toMatchObject({ from: before.at, to: after.at })
          expect(agreed?.requestedBy).not.toBe(agreed?.decidedBy)
        }
        if (after.at !== null) expect(after.numbers).toContain(after.at)
        guarded = await isProtected(name)
      }
    }),
    { numRuns: 25 },
  )
  expect(await verify(owner)).toMatchObject({ brokenAt: null })
})

const seen = async (name: string) => {
  const shown = await get(owner, { name })
  return {
    at: shown.aliases.find(({ alias }) => alias === 'champion')?.number ?? null,
    numbers: shown.versions.map(({ number }) => number),
    requests: await list(owner, { model: name }),
  }
}

const isProtected = async (name: string) => {
  const { protections } = await import('../approvals/protections.ts')
  return (await protections(owner, { model: name })).protections.some(({ alias }) => alias === 'champion')
}

async function perform(name: string, one: Deed): Promise<unknown> {
  const ctx = one.by === 'owner' ? owner : engineer
  const ref = { name, alias: 'champion' }
  const waiting = async () => (await list(owner, { model: name })).find(({ state }) => state === 'pending')?.id ?? 0
  switch (one.do) {
    case 'move':
      return await setAlias(ctx, { ...ref, number: one.number })
    case 'register':
      return await register(ctx, { name, model: another(), alias: 'champion' })
    case 'removeVersion':
      return await removeVersion(ctx, { name, number: one.number })
    case 'takeAway':
      return await removeAlias(ctx, ref)
    case 'protect':
      return await protect(ctx, { model: name, alias: 'champion', roles: ['owner', 'engineer'] })
    case 'unprotect':
      return await unprotect(ctx, { model: name, alias: 'champion' })
    case 'approve':
      return await approve(ctx, { request: await waiting() })
    case 'reject':
      return await reject(ctx, { request: await waiting(), reason: 'no' })
  }
}

/** Ends connections that register models, one after another. Returns how many. */
async function killConnections(db: Context['db'], signal: AbortSignal): Promise<number> {
  let count = 0
  while (!signal.aborted && count < 25) {
    const { rowCount } = await db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like '%"model_versions"%' and pid <> pg_backend_pid()
      order by random() limit 1`)
    count += rowCount ?? 0
  }
  return count
}

async function stubbornly<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1)
    try {
      return await attempt()
    } catch (error) {
      if (tries === 50) throw error
    }
}
