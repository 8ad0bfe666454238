import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { members, triggerFirings, triggers } from '#db/schema.ts'
import { read } from '../gauges/read.ts'
import { apply } from '../pipelines/apply.ts'
import { people } from '../testing/made.ts'
import { fireNow } from './fire-now.ts'
import { firings } from './firings.ts'
import { get } from './get.ts'
import { pause } from './pause.ts'
import { receive } from './receive.ts'
import { retry } from './retry.ts'
import { rotate } from './rotate.ts'
import { signature } from './secret.ts'
import { testTriggers } from './testing.ts'

const { platform, ctx, make, arrived, settle, run } = await testTriggers()
afterAll(() => platform.close())

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
