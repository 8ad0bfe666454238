import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, isNotNull } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { triggerFiles, triggerFirings, triggers } from '#db/schema.ts'
import { testDatabase } from '../../scripts/testing/postgres.ts'
import { get } from './get.ts'
import { look } from './look.ts'
import { prune } from './prune.ts'
import { testTriggers } from './testing.ts'

const folder = await mkdtemp(join(tmpdir(), 'espalier-arrivals-'))
const database = await testDatabase()
const [shop, late] = [1, 2].map(() => new pg.Client({ connectionString: database.url })) as [pg.Client, pg.Client]
const { platform, ctx, make, arrived, settle, run } = await testTriggers({
  folders: [folder],
  connections: { shop: database.url },
})
beforeAll(async () => {
  await Promise.all([shop.connect(), late.connect()])
  await shop.query('create table orders (id serial primary key, name text, age int)')
})
afterAll(async () => {
  await Promise.all([shop.end(), late.end()])
  await database.close()
  await platform.close()
  await rm(folder, { recursive: true })
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
    const made = await run(firing?.id ?? '')
    expect(made.starts).toBe(1)
    expect(made.overrides['load.file']).toMatch(/^arrived\.csv@\d+$/)

    await put('a.csv', 'name,age\nAda,36\nAlan,41\n')
    await put('b.csv', 'name,age\nBob,50\n')
    await lookTwice(id)
    expect((await arrived(id)).map(({ payload, repeats }) => [payload.path, repeats])).toEqual([
      ['b.csv', 0],
      ['a.csv', 1],
    ])
  })

  it('is forgotten after ninety days, but not what a file that still lies there is known by', async () => {
    const { id } = await make({ watch: watch({ present: 'take' }), overrides })
    for (const name of ['stays.csv', 'goes.csv']) await put(name, `name,age\n${name},36\n`)
    await lookTwice(id)
    const old = new Date(Date.now() - 91 * 24 * 60 * 60 * 1000)
    const mine = eq(triggerFirings.triggerId, id)
    await ctx.db.update(triggerFirings).set({ settledAt: old, outcome: 'suppressed' }).where(mine)
    await rm(join(place, 'goes.csv'))
    await look(ctx, { triggerId: id })
    await prune(ctx)
    expect(await arrived(id)).toHaveLength(2)
    await ctx.db.update(triggerFiles).set({ goneAt: old }).where(isNotNull(triggerFiles.goneAt))
    await prune(ctx)
    expect((await arrived(id)).map(({ payload }) => payload.path)).toEqual(['stays.csv'])
    await utimes(join(place, 'stays.csv'), 1, 1)
    await lookTwice(id)
    expect(await arrived(id)).toMatchObject([{ payload: { path: 'stays.csv' }, repeats: 1 }])
  })

  it('takes what came with it, which a file system may have stamped a tick before', async () => {
    const { id } = await make({ watch: watch(), overrides })
    await put('a.csv', 'name,age\nKim,36\n')
    const { ctimeMs } = await stat(join(place, 'a.csv'))
    await ctx.db
      .update(triggers)
      .set({ createdAt: new Date(ctimeMs + 5) })
      .where(eq(triggers.id, id))
    await lookTwice(id)
    expect(await arrived(id)).toMatchObject([{ payload: { path: 'a.csv' } }])
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
    expect(await run(firing?.id ?? '')).toMatchObject({ starts: 1, overrides: { least: 2 } })
    expect((await get(ctx, { id })).state.mark).toBe('3')
  })

  it('whose transaction commits after that of later ones are taken all the same, each once', async () => {
    await shop.query('create table visits (id serial, at timestamptz default now(), day date default now())')
    const byId = watch({ sql: 'select * from visits', as: 'visits.jsonl' })
    const { id } = await make({ watch: byId })
    const byDay = await make({ watch: { ...byId, column: 'day', key: 'id' } })
    const ids = [id, byDay.id]
    const lookAll = async () => {
      for (const triggerId of ids) await look(ctx, { triggerId })
    }
    const taken = async (triggerId: string) =>
      (await arrived(triggerId)).map(({ payload }) => payload.rows).toReversed()
    await lookAll()
    await late.query('begin')
    await late.query('insert into visits default values')
    await shop.query('insert into visits default values')
    await lookAll()
    await late.query('commit')
    await lookAll()
    await lookAll()
    expect(await taken(id)).toMatchObject([
      { to: '2', count: 1 },
      { from: '2', to: '2', count: 1 },
    ])
    expect(await taken(byDay.id)).toMatchObject([{ count: 1 }, { count: 1 }])
    const [last] = await settle(id)
    expect(await run(last?.id ?? '')).toMatchObject({ starts: 1 })

    // After ten minutes what lies below the mark of then is not asked for again.
    const tenMinutesPass = async () => {
      const { state } = await get(ctx, { id })
      const marks = state.marks?.map((one) => ({ ...one, at: new Date(Date.now() - 601_000).toISOString() })) ?? []
      await ctx.db
        .update(triggers)
        .set({ state: { ...state, marks } })
        .where(eq(triggers.id, id))
      await look(ctx, { triggerId: id })
    }
    await tenMinutesPass()
    await tenMinutesPass()
    expect((await get(ctx, { id })).state).toMatchObject({ floor: '2', mark: '2' })
    await shop.query('insert into visits (id) values (0)')
    await look(ctx, { triggerId: id })
    expect(await taken(id)).toHaveLength(2)
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
