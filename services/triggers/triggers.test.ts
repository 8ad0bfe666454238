import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { members, stepMetrics, triggerFirings, triggers } from '#db/schema.ts'
import { emptySpec } from '#pipeline/spec.ts'
import type { Context } from '../context.ts'
import { read } from '../gauges/read.ts'
import { register } from '../models/register.ts'
import { setAlias } from '../models/set-alias.ts'
import { apply } from '../pipelines/apply.ts'
import { inspect } from '../pipelines/inspect.ts'
import { cancel } from '../runs/cancel.ts'
import { close } from '../runs/close.ts'
import { start } from '../runs/start.ts'
import { modelValue, people } from '../testing/made.ts'
import type { TestPlatform } from '../testing/platform.ts'
import { call } from './call.ts'
import { called } from './called.ts'
import { fireNow } from './fire-now.ts'
import { firings } from './firings.ts'
import { get } from './get.ts'
import { pause } from './pause.ts'
import { receive } from './receive.ts'
import { remove } from './remove.ts'
import { resume } from './resume.ts'
import { retry } from './retry.ts'
import { rotate } from './rotate.ts'
import { signature } from './secret.ts'
import { type TestTriggers, testTriggers } from './testing.ts'
import { update } from './update.ts'

let platform: TestPlatform
let ctx: Context
let make: TestTriggers['make']
let arrived: TestTriggers['arrived']
let settle: TestTriggers['settle']
let run: TestTriggers['run']
beforeAll(async () => {
  ;({ platform, ctx, make, arrived, settle, run } = await testTriggers())
})
afterAll(() => platform.close())

const pipeline = { slug: 'people' }

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
    expect(await run(id)).toMatchObject({ starts: 1, overrides: { least: 7, region: 'of m1' } })
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

  const counted = async () => {
    const told = (await read(ctx)).find(({ name }) => name === 'espalier_trigger_firings_total')
    return (outcome: string) => told?.values.find(({ labels }) => labels.outcome === outcome)?.value ?? 0
  }

  it('runs again, once, what could not run, as it arrived, when its pipeline is mended', async () => {
    const works = { ...people(), name: 'Mended', parameters: { least: 3, region: 'north' } }
    await apply(ctx, { spec: works })
    const hook = await make({
      watch: { kind: 'webhook' },
      pipeline: { slug: 'mended' },
      overrides,
      cooldownSeconds: 60,
    })
    const trigger = { id: hook.id }
    const former = await counted()
    await apply(ctx, { spec: { ...works, parameters: { least: 3 } } })
    const { id: arrival } = await send(hook, { message: 'm2' })
    await expect(retry(ctx, { trigger, arrival })).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await settle(hook.id)).toMatchObject([{ outcome: 'failed', lost: true }])
    const viewer = { ...ctx, actor: { ...ctx.actor, role: 'viewer' as const } }
    await expect(retry(viewer, { trigger, arrival })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(retry(await platform.stranger(), { trigger, arrival })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await apply(ctx, { spec: works })
    await ctx.db.update(triggers).set({ firedAt: new Date(), pausedAt: new Date() }).where(eq(triggers.id, hook.id))
    const asked = await Promise.allSettled([1, 2, 3].map(() => retry(ctx, { trigger, arrival })))
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await settle(hook.id)).toMatchObject([{ outcome: 'ran', fault: null, run: { id: arrival }, lost: false }])
    expect(await run(arrival)).toMatchObject({ starts: 1, overrides: { least: 7, region: 'of m2' } })
    const told = await counted()
    expect([told('refused') - former('refused'), told('run') - former('run')]).toEqual([1, 1])
    await expect(retry(ctx, { trigger, arrival })).rejects.toThrow('has a run already')
    expect(await get(ctx, trigger)).toMatchObject({ fault: null })
  })

  it('tells of older arrivals page by page, also of those of one instant', async () => {
    const { id: triggerId } = await make({ watch: { kind: 'webhook' } })
    const keys = ['a', 'b', 'c', 'd', 'e']
    await ctx.db.insert(triggerFirings).values(keys.map((key) => ({ triggerId, key, outcome: 'failed' as const })))
    const page = async (before?: string) =>
      (await firings(ctx, { trigger: { id: triggerId }, limit: 2, before })).map(({ id }) => id)
    const first = await page()
    const second = await page(first.at(-1))
    const last = await page(second.at(-1))
    expect([...first, ...second, ...last]).toEqual((await arrived(triggerId)).map(({ id }) => id))
    expect(last).toHaveLength(1)
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

  it('of several values of one run are one condition, which rests after it fired', async () => {
    const { id } = await make({
      watch: { kind: 'metric', when: 'near.share > 0.3 and not far.share >= 0.3 and rows > 10' },
      ...{ watched: { slug: 'one' }, cooldownSeconds: 60 },
      overrides: { least: '{{ value.near.share }}' },
    })
    const measured = async (near: number, far: number) => {
      const { id: runId } = await start(ctx, { pipeline: { slug: 'one' } })
      const values = { near: { share: near }, far: { share: far, rows: 11 } }
      const rows = Object.entries(values).flatMap(([node, names]) =>
        Object.entries(names).map(([name, value]) => ({ runId, node, name, index: 0, value })),
      )
      await ctx.db.insert(stepMetrics).values(rows)
      await ctx.db.transaction((tx) => close(tx, runId, { status: 'done', fault: null }))
      await settle(id)
    }
    for (const [near, far] of [
      [0.4, 0.4],
      [0.5, 0.1],
      [0.1, 0.1],
      [0.5, 0.1],
    ] as const)
      await measured(near, far)
    expect(
      (await arrived(id)).map(({ outcome, reason }) => [outcome, reason?.split(/[:] /).at(-1)]).toReversed(),
    ).toEqual([
      ['quiet', 'does not hold'],
      ['ran', undefined],
      ['quiet', 'does not hold'],
      ['suppressed', expect.stringContaining('cool-down')],
    ])
  })

  it('of a model that the pipeline itself registers are refused, at once or when it is resumed', async () => {
    const trains = (name: string, model: string, alias = '') => ({
      ...{ ...emptySpec(name), parameters: { model } },
      nodes: { keep: { kind: 'deployment.register-model', params: { name: '{{ model }}', alias } } },
    })
    await apply(ctx, { spec: trains('Trains', 'rings', 'champion') })
    await apply(ctx, { spec: trains('Other', 'others') })
    const waits = (slug: string, watch: object) =>
      make({ watch: { kind: 'model', event: 'registered', ...watch }, pipeline: { slug } })
    await expect(waits('trains', { model: 'rings' })).rejects.toThrow('circle: trains → trains')
    await expect(waits('trains', {})).rejects.toMatchObject({ at: { param: 'watch.model' } })
    await expect(waits('trains', { event: 'alias-moved', alias: 'champion' })).rejects.toThrow('circle')
    await waits('trains', { event: 'alias-moved', alias: 'challenger' })
    await waits('other', { model: 'rings' })
    await expect(waits('trains', { model: 'others' })).rejects.toThrow('circle: other → trains → other')
    const { id } = await waits('trains', { model: 'later' })
    await pause(ctx, { id })
    await apply(ctx, { spec: trains('Other', 'later') })
    await expect(resume(ctx, { id })).rejects.toThrow('circle: other → trains → other')
  })

  it('do not let a pipeline run that was changed so that it would set itself off, and it says where', async () => {
    const keeps = (model: string) => ({
      ...emptySpec('Keeps'),
      nodes: { keep: { kind: 'deployment.register-model', params: { name: model } } },
    })
    await apply(ctx, { spec: keeps('leaves') })
    const keep = { pipeline: { slug: 'keeps' } }
    const told = async () =>
      (await inspect(ctx, { spec: keeps('roots'), ...keep })).problems.filter(({ message }) => /circle/.test(message))
    const { id, name } = await make({ watch: { kind: 'model', event: 'registered', model: 'roots' }, ...keep })
    expect(await told()).toMatchObject([
      { message: expect.stringContaining('keeps → keeps'), at: { node: 'keep' }, hint: expect.stringContaining(name) },
    ])
    await pause(ctx, { id })
    expect(await told()).toEqual([])

    const own = await make({ watch: { kind: 'webhook' } })
    const watch = { kind: 'pipeline' as const, outcomes: ['done' as const] }
    const closed = { kind: watch.kind, watch, watchedId: sql`${triggers.pipelineId}` }
    await ctx.db.update(triggers).set(closed).where(eq(triggers.id, own.id))
    await expect(start(ctx, { pipeline })).rejects.toThrow('circle: people → people')
    await remove(ctx, { id: own.id })
    await start(ctx, { pipeline })
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
    expect(await run(id)).toMatchObject({ starts: 1, overrides: { least: 4, region: '"12"' } })
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
