import { createHmac, randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { triggerFirings } from '#db/schema.ts'
import { emptySpec } from '#pipeline/spec.ts'
import type { Context } from '#services/context.ts'
import { notify } from '#services/events/notify.ts'
import { apply } from '#services/pipelines/apply.ts'
import { create as createToken } from '#services/tokens/create.ts'
import { create } from '#services/triggers/create.ts'
import { type TestServer, testServer } from './testing.ts'

describe('what arrives at the protocols server', () => {
  let server: TestServer
  let ctx: Context
  let token: string
  const pipeline = { slug: 'orders' }
  beforeAll(async () => {
    server = await testServer({ jobs: 'none' })
    Object.assign(server.platform, { arrivals: { folders: [], connections: {}, hookKey: 'k'.repeat(32) } })
    ;({ ctx } = await server.project())
    ctx = { ...ctx, arrivals: server.platform.arrivals }
    await apply(ctx, { spec: { ...emptySpec('Orders'), parameters: { least: 3 } } })
    await create(ctx, { name: 'offer', pipeline, watch: { kind: 'api' } })
    ;({ token } = await createToken(ctx, { name: 'caller', scopes: ['call'] }))
  })
  afterAll(() => server.close())

  const post = async (path: string, headers: Record<string, string>, body: string) => {
    const answer = await fetch(`${server.url}${path}`, { method: 'POST', headers, body })
    return { status: answer.status, body: await answer.json() }
  }

  it('is a message, if it is signed over the bytes that were sent, and not too large', async () => {
    const { id, secret = '' } = await create(ctx, { name: 'hook', pipeline, watch: { kind: 'webhook' } })
    const send = (body: string, signed = body, message: string = randomUUID()) => {
      const now = String(Math.floor(Date.now() / 1000))
      const mac = createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
      const given = mac.update(`${message}.${now}.${signed}`).digest('base64')
      const headers = { 'webhook-id': message, 'webhook-timestamp': now, 'webhook-signature': `v1,${given}` }
      return post(`/hooks/${id}`, { ...headers, 'content-type': 'application/json' }, body)
    }
    expect(await send('{ "region":  "north" }')).toMatchObject({ status: 202, body: { outcome: 'waiting' } })
    expect(await send('{"region":"north"}', '{"region":"south"}')).toMatchObject({
      status: 401,
      body: { code: 'UNAUTHENTICATED', hint: expect.stringContaining('webhook-id') },
    })
    const message = 'once'
    expect(await send('{}', '{}', message)).toMatchObject({ status: 202 })
    expect([200, 409]).toContain((await send('{}', '{}', message)).status)
    expect(await send(`"${'x'.repeat(300_000)}"`)).toMatchObject({ status: 413 })
    expect(await post(`/hooks/${randomUUID()}`, {}, '{}')).toMatchObject({ status: 404 })
    const kept = await ctx.db.select().from(triggerFirings).where(eq(triggerFirings.triggerId, id))
    expect(kept).toHaveLength(2)
  })

  it('is a call with typed parameters, which answers when its run is made', async () => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': 'k' }
    const path = '/pipelines/orders/runs'
    expect(await post(path, {}, '{}')).toMatchObject({ status: 401 })
    expect(await post(path, headers, '{"least": "3"}')).toMatchObject({ status: 400, body: { at: { param: 'least' } } })
    expect(await post(`${path}?wait=61`, headers, '{}')).toMatchObject({ status: 400 })
    // No worker is here, so this does what one does when it finds that the pipeline cannot run.
    const settling = server.platform.signals.on('outbox', async (firingId) => {
      if (!firingId) return
      const fault = { code: 'INVALID_GRAPH' as const, message: 'there is nothing to run' }
      await ctx.db.update(triggerFirings).set({ outcome: 'failed', fault }).where(eq(triggerFirings.id, firingId))
      await notify(ctx.db, { project: ctx.actor.projectId, topic: 'trigger', id: firingId })
    })
    expect(await post(path, headers, '{"least": 4}')).toMatchObject({ status: 422, body: { code: 'INVALID_GRAPH' } })
    expect(await post(path, headers, '{"least": 5}')).toMatchObject({ status: 409 })
    const answer = await fetch(`${server.url}/pipelines/orders/openapi.json`, { headers })
    expect(answer.status).toBe(403)
    ;(await settling)()
  })
})
