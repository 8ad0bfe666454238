import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { members, outbox, triggerFiles, triggerFirings, triggers } from '#db/schema.ts'
import { catalogue } from '#nodes/index.ts'
import { testDatabase } from '../../scripts/testing/postgres.ts'
import type { Context } from '../context.ts'
import { register } from '../models/register.ts'
import { setAlias } from '../models/set-alias.ts'
import { apply } from '../pipelines/apply.ts'
import { cancel } from '../runs/cancel.ts'
import { get as getRun } from '../runs/get.ts'
import { start } from '../runs/start.ts'
import { addPeople, modelValue, people } from '../testing/made.ts'
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts'
import { call } from './call.ts'
import { called } from './called.ts'
import { create } from './create.ts'
import { fire } from './fire.ts'
import { fireNow } from './fire-now.ts'
import { firings } from './firings.ts'
import { get } from './get.ts'
import { look } from './look.ts'
import { pause } from './pause.ts'
import { receive } from './receive.ts'
import { remove } from './remove.ts'
import { rotate } from './rotate.ts'
import { signature } from './secret.ts'
import { update } from './update.ts'

let platform: TestPlatform
let ctx: Context
let folder: string
let shop: pg.Client
const closing: (() => Promise<void>)[] = []

beforeAll(async () => {
  platform = await openTestPlatform({ catalogue })
  folder = await mkdtemp(join(tmpdir(), 'espalier-arrivals-'))
  const database = await testDatabase()
  shop = new pg.Client({ connectionString: database.url })
  await shop.connect()
  await shop.query('create table orders (id serial primary key, name text, age int)')
  closing.push(
    () => shop.end(),
    database.close,
    () => platform.close(),
    () => rm(folder, { recursive: true }),
  )
  ctx = {
    ...platform.owner,
    arrivals: { folders: [folder], connections: { shop: database.url }, hookKey: 'k'.repeat(32) },
    egress: { allowed: ['127.0.0.1'], tokens: {} },
  }
  await addPeople(ctx)
  const spec = people()
  await apply(ctx, { spec: { ...spec, parameters: { least: 3, region: 'north' } } })
  for (const name of ['One', 'Two', 'Three']) await apply(ctx, { spec: { ...spec, name } })
})
afterAll(async () => {
  for (const close of closing) await close()
})

const pipeline = { slug: 'people' }
type Wanted = Partial<Parameters<typeof create>[1]> & Pick<Parameters<typeof create>[1], 'watch'>
const make = (wanted: Wanted) => create(ctx, { name: randomUUID(), pipeline, ...wanted })
const arrived = (id: string) => firings(ctx, { trigger: { id }, quiet: 'shown' })

/** As workers do, several at once and more than once. */
async function settle(id: string) {
  for (const one of await arrived(id))
    await Promise.all(
      [1, 2, 3].map(() =>
        fire(ctx, { firingId: one.id }).catch((thrown) => expect(thrown).toMatchObject({ code: 'UNAVAILABLE' })),
      ),
    )
  return await arrived(id)
}

async function expectRunOnce(runId: string) {
  const wishes = await ctx.db.select().from(outbox).where(eq(outbox.runId, runId))
  expect(wishes.filter(({ kind }) => kind === 'start-run')).toHaveLength(1)
  return await getRun(ctx, { id: runId })
}

describe('a webhook', () => {
  const now = () => String(Math.floor(Date.now() / 1000))
  const send = (
    { id, secret = '' }: { id: string; secret?: string | undefined },
    { body = '{"least": 7}', message = randomUUID(), timestamp = now(), given }: Record<string, string> = {},
  ) => {
    const key = Buffer.from(secret.slice(6), 'base64')
    const signed = signature(key, { id: message, timestamp, body: Buffer.from(body) })
    const headers = {
      'webhook-id': message,
      'webhook-timestamp': timestamp,
      'webhook-signature': given ?? `v1,AAAA v1,${signed}`,
    }
    return receive(ctx, { triggerId: id, headers, body: Buffer.from(body) })
  }
  const overrides = { least: '{{ body.least }}', region: 'of {{ id }}' }

  it('makes one run of a signed message, with what its body says, however often it is told and fired', async () => {
    const hook = await make({ watch: { kind: 'webhook' }, overrides })
    const [message, timestamp] = ['m1', now()]
    const { id } = await send(hook, { message, timestamp })
    await expect(send(hook, { message, timestamp })).rejects.toThrow('taken before: m1')
    await expect(send(hook, { message, timestamp, body: '{}' })).rejects.toThrow('another message')
    const signedAnew = String(Number(timestamp) - 1)
    expect(await send(hook, { message, timestamp: signedAnew })).toMatchObject({ id, again: true })
    expect(await settle(hook.id)).toMatchObject([{ outcome: 'ran', run: { id }, repeats: 3 }])
    expect(await expectRunOnce(id)).toMatchObject({ overrides: { least: 7, region: 'of m1' } })
  })

  it('takes nothing that is not signed, with this secret, now', async () => {
    const hook = await make({ watch: { kind: 'webhook' } })
    const other = await make({ watch: { kind: 'webhook' } })
    const refused = { code: 'UNAUTHENTICATED' }
    await expect(send({ ...hook, secret: other.secret })).rejects.toMatchObject(refused)
    await expect(send(hook, { timestamp: String(Number(now()) - 400) })).rejects.toMatchObject(refused)
    await expect(send(hook, { given: 'v1,' })).rejects.toMatchObject(refused)
    await expect(receive(ctx, { triggerId: hook.id, headers: {}, body: Buffer.alloc(0) })).rejects.toThrow('webhook-id')
    await expect(send({ id: randomUUID() })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(send(hook, { body: '{"a":' })).rejects.toThrow('not JSON')
    const { secret } = await rotate(ctx, { id: hook.id })
    await expect(send(hook)).rejects.toMatchObject(refused)
    expect((await get(ctx, { id: hook.id })).refused).toMatchObject({ fault: refused })
    expect(await send({ ...hook, secret })).toMatchObject({ again: false })
    expect(JSON.stringify(await ctx.db.select().from(triggers))).not.toContain(secret.slice(6))
  })

  it('says why there was no run, and rests when it is paused or cooling down', async () => {
    const hook = await make({ watch: { kind: 'webhook' }, overrides, cooldownSeconds: 60 })
    await send(hook, { body: '{}' })
    await settle(hook.id)
    expect(await get(ctx, { id: hook.id })).toMatchObject({ fault: { message: expect.stringContaining('body.least') } })
    await send(hook)
    await settle(hook.id)
    await send(hook)
    await settle(hook.id)
    await pause(ctx, { id: hook.id })
    await send(hook)
    await fireNow(ctx, { trigger: { id: hook.id }, payload: { body: { least: 1 }, id: 'x' } })
    const all = await settle(hook.id)
    expect(all.map(({ outcome }) => outcome)).toEqual(['ran', 'suppressed', 'suppressed', 'ran', 'failed'])
    expect(all.map(({ reason }) => reason?.slice(0, 9))).toEqual([
      undefined,
      'paused',
      'cool-down',
      undefined,
      undefined,
    ])
    expect(await get(ctx, { id: hook.id })).toMatchObject({ fault: null, failingSince: null })
  })

  it('runs with the rights that its owner has now', async () => {
    const hook = await make({ watch: { kind: 'webhook' } })
    await send(hook)
    const mine = eq(members.userId, ctx.actor.userId)
    await ctx.db.update(members).set({ role: 'viewer' }).where(mine)
    await settle(hook.id)
    await ctx.db.update(members).set({ role: 'owner' }).where(mine)
    expect(await arrived(hook.id)).toMatchObject([{ outcome: 'failed', run: null, fault: { code: 'FORBIDDEN' } }])
  })
})

describe('a watched folder', () => {
  let place: string
  beforeEach(async () => {
    place = join(folder, randomUUID())
    await mkdir(place)
  })
  const watch = (more: object = {}) =>
    ({ kind: 'folder', folder: place, glob: '**/*.csv', as: 'arrived.csv', settleSeconds: 1, ...more }) as const
  const put = (name: string, text: string) => writeFile(join(place, name), text)
  /** Twice, with the time between that a file must have stayed as it is. */
  const lookTwice = async (id: string) => {
    await look(ctx, { triggerId: id })
    await ctx.db
      .update(triggerFiles)
      .set({ seenAt: new Date(Date.now() - 5000) })
      .where(eq(triggerFiles.triggerId, id))
    return await look(ctx, { triggerId: id })
  }
  const overrides = { 'load.file': '{{ file }}' }

  it('takes each file once, when it grows no more, as a version that its run reads', async () => {
    await put('before.csv', 'name,age\nOld,99\n')
    await utimes(join(place, 'before.csv'), 1, 1)
    const { id } = await make({ watch: watch(), overrides })
    await ctx.db
      .update(triggers)
      .set({ createdAt: new Date(Date.now() + 1000) })
      .where(eq(triggers.id, id))
    await look(ctx, { triggerId: id })
    await ctx.db
      .update(triggers)
      .set({ createdAt: new Date(0) })
      .where(eq(triggers.id, id))
    await put('a.csv', 'name,age\nAda,36\n')
    await symlink('/etc/passwd', join(place, 'link.csv'))
    expect(await look(ctx, { triggerId: id })).toEqual({ soon: 1 })
    await put('a.csv', 'name,age\nAda,36\nAlan,41\n')
    await lookTwice(id)
    await lookTwice(id)
    const [firing, ...others] = await settle(id)
    expect(others).toEqual([])
    expect(firing).toMatchObject({ outcome: 'ran', payload: { path: 'a.csv', size: 24 } })
    const run = await expectRunOnce(firing?.id ?? '')
    expect(run.overrides['load.file']).toMatch(/^arrived\.csv@\d+$/)

    await put('a.csv', 'name,age\nAda,36\nAlan,41\n')
    await put('b.csv', 'name,age\nBob,50\n')
    await lookTwice(id)
    expect((await arrived(id)).map(({ payload, repeats }) => [payload.path, repeats])).toEqual([
      ['b.csv', 0],
      ['a.csv', 1],
    ])
  })

  it('looks at the same file many times at once and fires once', async () => {
    const { id } = await make({ watch: watch({ present: 'take' }), overrides })
    await put('a.csv', 'name,age\nEve,36\n')
    await lookTwice(id)
    await ctx.db.update(triggerFiles).set({ takenAt: null }).where(eq(triggerFiles.triggerId, id))
    await Promise.all([1, 2, 3].map(() => look(ctx, { triggerId: id })))
    expect(await settle(id)).toHaveLength(1)
  })

  it('tells of a file that cannot be read, of a folder that is gone, and of one that is not allowed', async () => {
    const { id } = await make({ watch: watch(), overrides })
    await put('empty.csv', '')
    await lookTwice(id)
    expect(await arrived(id)).toMatchObject([{ outcome: 'failed', fault: { code: 'BAD_DATA' } }])
    await rm(place, { recursive: true })
    await look(ctx, { triggerId: id })
    expect((await get(ctx, { id })).fault).toMatchObject({ code: 'NOT_FOUND', message: `no such folder: ${place}` })
    await symlink('/etc', place)
    await look(ctx, { triggerId: id })
    expect((await get(ctx, { id })).fault).toMatchObject({ code: 'FORBIDDEN' })
    await expect(make({ watch: watch({ folder: '/etc' }) })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(make({ watch: watch({ folder: `${folder}/../x` }) })).rejects.toThrow('not an absolute path')
    await expect(make({ watch: watch({ glob: '../*' }) })).rejects.toThrow('within the folder')
  })
})

describe('new rows', () => {
  const watch = (more: object = {}) =>
    ({
      kind: 'query',
      connection: 'shop',
      sql: 'select * from orders',
      column: 'id',
      as: 'rows.jsonl',
      ...more,
    }) as const
  const faultOf = async (more: object) => {
    const { id } = await make({ watch: watch(more) })
    await look(ctx, { triggerId: id })
    return (await get(ctx, { id })).fault
  }

  it('above the mark become a version and one run, and the mark moves with it', async () => {
    await shop.query("insert into orders (name, age) values ('Old', 99)")
    const { id } = await make({ watch: watch(), overrides: { 'load.file': '{{ file }}', least: '{{ rows.count }}' } })
    await look(ctx, { triggerId: id })
    await look(ctx, { triggerId: id })
    expect(await arrived(id)).toEqual([])
    await shop.query("insert into orders (name, age) values ('Ada', 36), ('Alan', 41)")
    await Promise.all([1, 2, 3].map(() => look(ctx, { triggerId: id })))
    const [firing, ...others] = await settle(id)
    expect(others).toEqual([])
    expect(firing).toMatchObject({ outcome: 'ran', payload: { rows: { from: '1', to: '3', count: 2 } } })
    expect(await expectRunOnce(firing?.id ?? '')).toMatchObject({ overrides: { least: 2 } })
    expect((await get(ctx, { id })).state.mark).toBe('3')
  })

  it('are asked for read-only, one statement at a time, and what is wrong is told', async () => {
    await shop.query(
      'create function adds() returns int language sql as $$ insert into orders (name) values (1) returning id $$',
    )
    expect(await faultOf({ sql: 'select adds() as id' })).toMatchObject({ code: 'FORBIDDEN' })
    expect(await faultOf({ sql: 'select 1 as id; drop table orders' })).toMatchObject({ code: 'INVALID_INPUT' })
    expect(await faultOf({ sql: 'select 1 as id) q; drop table orders; select (1' })).toMatchObject({
      code: 'INVALID_INPUT',
    })
    expect(await faultOf({ column: 'nothing' })).toMatchObject({ message: expect.stringContaining('nothing') })
    expect(await faultOf({ sql: 'select true as id' })).toMatchObject({ message: expect.stringContaining('boolean') })
    await expect(make({ watch: watch({ connection: 'shep' }) })).rejects.toMatchObject({ hint: 'did you mean shop?' })
    const private_ = { ...ctx, egress: { allowed: [], tokens: {} } }
    const { id } = await make({ watch: watch() })
    await look(private_, { triggerId: id })
    expect((await get(ctx, { id })).fault).toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('private'),
    })
  })
})

describe('events', () => {
  const ended = async (slug: string) => {
    const { id } = await start(ctx, { pipeline: { slug } })
    await cancel(ctx, { id })
    return id
  }

  it('of a model arrive where they are waited for', async () => {
    const any = await make({ watch: { kind: 'model', event: 'registered' } })
    const other = await make({ watch: { kind: 'model', event: 'registered', model: 'other' } })
    const moved = await make({
      watch: { kind: 'model', event: 'alias-moved', model: 'late', alias: 'champion' },
      overrides: { least: '{{ event.version }}' },
    })
    await register(ctx, { name: 'late', model: await modelValue(ctx) })
    for (const alias of ['champion', 'champion', 'challenger']) await setAlias(ctx, { name: 'late', number: 1, alias })
    expect(await arrived(any.id)).toMatchObject([{ payload: { event: { model: 'late', version: 1 } } }])
    expect(await arrived(other.id)).toEqual([])
    expect(await settle(moved.id)).toMatchObject([{ outcome: 'ran', payload: { event: { version: 1, from: null } } }])
  })

  it('of a pipeline arrive for the outcomes that are waited for; a circle is refused, and a chain ends', async () => {
    const chained = (watched: string, slug: string) =>
      make({ watch: { kind: 'pipeline', outcomes: ['cancelled'] }, watched: { slug: watched }, pipeline: { slug } })
    const { id } = await chained('one', 'two')
    await chained('two', 'three')
    await expect(chained('three', 'one')).rejects.toThrow('circle: three → one → two → three')
    await expect(chained('one', 'one')).rejects.toThrow('circle: one → one')
    const runId = await ended('one')
    expect(await settle(id)).toMatchObject([{ outcome: 'ran', depth: 1, payload: { event: { run: runId } } }])

    const hook = await make({ watch: { kind: 'webhook' } })
    const [deep] = await ctx.db
      .insert(triggerFirings)
      .values({ triggerId: hook.id, key: 'deep', depth: 5, runId: await ended('three') })
      .returning()
    const late = await make({ watch: { kind: 'pipeline' }, watched: { slug: 'three' } })
    const next = await start(ctx, { pipeline: { slug: 'three' } })
    await ctx.db
      .update(triggerFirings)
      .set({ runId: next.id })
      .where(eq(triggerFirings.id, deep?.id ?? ''))
    await update(ctx, {
      id: late.id,
      name: late.name,
      watch: { kind: 'pipeline', outcomes: ['cancelled'] },
      watched: { slug: 'three' },
    })
    await cancel(ctx, { id: next.id })
    expect(await arrived(late.id)).toMatchObject([
      { outcome: 'suppressed', reason: expect.stringContaining('chain of 5') },
    ])
  })
})

describe('a pipeline as an endpoint', () => {
  it('is called with what it declares, once for a key, until it is offered no more', async () => {
    const asked = { pipeline: 'people', parameters: { least: 4, region: '12' } }
    await expect(call(ctx, asked)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const offer = await make({ watch: { kind: 'api' } })
    await expect(make({ watch: { kind: 'api' } })).rejects.toThrow('endpoint already')
    const { id } = await call(ctx, { ...asked, key: 'k' })
    expect(await call(ctx, { ...asked, key: 'k' })).toEqual({ id })
    await expect(call(ctx, { pipeline: 'people', key: 'k' })).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(call(ctx, { pipeline: 'people', parameters: { least: '4' } })).rejects.toThrow(
      'must be a number: least',
    )
    await expect(call(ctx, { pipeline: 'people', parameters: { leest: 4 } })).rejects.toMatchObject({
      hint: 'did you mean least?',
    })
    expect(await called(ctx, { pipeline: 'people', id })).toMatchObject({ status: 'waiting' })
    await settle(offer.id)
    expect(await called(ctx, { pipeline: 'people', id })).toMatchObject({ status: 'queued' })
    expect(await expectRunOnce(id)).toMatchObject({ overrides: { least: 4, region: '"12"' } })
    const stranger = await platform.stranger()
    await expect(called(stranger, { pipeline: 'people', id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await remove(ctx, { id: offer.id })
    await expect(call(ctx, asked)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

it('what does not go together is refused, with the parameter', async () => {
  await expect(make({ watch: { kind: 'webhook' }, overrides: { least: '{{ file }}' } })).rejects.toThrow('{{ file }}')
  await expect(make({ watch: { kind: 'webhook' }, overrides: { lest: 1 } })).rejects.toThrow('nothing to set')
  await expect(make({ watch: { kind: 'metric', when: 'drift > ' }, watched: pipeline })).rejects.toThrow('character')
  await expect(make({ watch: { kind: 'metric', when: 'drift > 1' } })).rejects.toThrow('missing')
  await expect(make({ watch: { kind: 'api' }, cooldownSeconds: 5 })).rejects.toThrow('cool-down')
})
