import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoJobs, demos } from '#db/schema.ts'
import type { Context } from '#services/context.ts'
import { sweep } from '#services/demos/jobs/care.ts'
import { openJobs } from '#services/demos/jobs/open-jobs.ts'
import { remove } from '#services/demos/remove.ts'
import { type TestServer, testServer } from '../testing.ts'
import { weightsDemo } from './testing.ts'

let server: TestServer
let ctx: Context
let token: string
let address: string
beforeAll(async () => {
  server = await testServer({ jobs: 'none' })
  ;({ ctx, token, address } = await weightsDemo(server, 'routes'))
})
afterAll(() => server.close())

const api = (path: string, body?: unknown, secret = token) =>
  fetch(`${address}/gradio_api/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${secret}`,
      ...(body instanceof FormData ? {} : { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }),
  })
const join = (session: string, data: unknown[] = [1, 'Dream'], secret = token) =>
  api('queue/join?', { data, fn_index: 1, session_hash: session }, secret)

/** With somebody there who answers. */
async function answering<T>(work: () => Promise<T>): Promise<T> {
  const jobs = await openJobs(server.platform, () => {})
  return await work().finally(() => jobs.close())
}

describe('a question', () => {
  it('waits until somebody takes it, and its stream may be read late', async () => {
    const { event_id } = (await (await join('late')).json()) as { event_id: string }
    const text = await answering(async () => (await api('queue/data?session_hash=late')).text())
    const messages = text
      .trim()
      .split('\n\n')
      .map((line) => JSON.parse(line.replace(/^data: /, '')) as { msg: string })
    expect(messages.map(({ msg }) => msg)).toEqual([
      'estimation',
      'process_starts',
      'process_completed',
      'close_stream',
    ])
    expect(messages[2]).toMatchObject({
      event_id,
      success: true,
      output: { data: [{ label: 'light' }], is_generating: false },
    })
  })

  it('that is cancelled ends, and is not answered', async () => {
    const { event_id } = (await (await join('gone')).json()) as { event_id: string }
    const stream = api('queue/data?session_hash=gone')
    const none = await fetch(`${address}/gradio_api/cancel`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ event_id, session_hash: 'another', fn_index: 1 }),
    })
    expect(await none.json()).toEqual({ success: true })
    await api('cancel', { event_id, session_hash: 'gone', fn_index: 1 })
    expect(await (await stream).text()).toContain('"success":false,"output":{"error":"cancelled"')
  })

  it('is answered at once, and by an id that curl can follow', async () => {
    await answering(async () => {
      const run = await (await api('run/predict', { data: [4000, 'Biscoe'] })).json()
      expect(run).toMatchObject({ data: [{ label: 'heavy' }], is_generating: false, duration: expect.any(Number) })
      const { event_id } = (await (await api('call/predict', { data: [1, 'Dream'] })).json()) as { event_id: string }
      expect(await (await api(`call/predict/${event_id}`)).text()).toMatch(
        /^event: complete\ndata: \[\{"label":"light"/,
      )
    })
  })

  it.each([
    [
      'of a wrong type',
      ['much', 'Dream'],
      422,
      { detail: [{ __type__: 'validate', is_valid: false, parameter_name: 'mass' }] },
    ],
    ['without what is needed', [1, null], 422, { detail: [{ parameter_name: 'island' }] }],
    ['with too much', [1, 'Dream', 3], 422, { detail: [{ message: 'too many values: 3 (send 2)' }] }],
  ])('%s is refused', async (_, data, status, body) => {
    const answer = await join('wrong', data as unknown[])
    expect([answer.status, await answer.json()]).toEqual([status, expect.objectContaining({})])
    expect(await (await join('wrong', data as unknown[])).json()).toMatchObject(body)
  })

  it('of nothing that is there is refused', async () => {
    expect((await api('queue/join?', { data: [], fn_index: 9, session_hash: 'x' })).status).toBe(404)
    expect((await api('run/nothing', { data: [] })).status).toBe(404)
    expect((await api('queue/data?session_hash=../x')).status).toBe(400)
  })

  it('too many wait for their answer: come again', async () => {
    const { db } = server.platform
    const [demo] = await db.select({ id: demos.id }).from(demos)
    const job = { demoId: demo?.id ?? '', asker: 'x', session: 'x', call: 'predict', actor: ctx.actor, rows: [{}] }
    await db.insert(demoJobs).values(Array.from({ length: 1000 }, () => job))
    expect((await join('full')).status).toBe(503)
    await db.delete(demoJobs)
  })
})

describe('a process that dies', () => {
  const dead = async (session: string, attempts: number) => {
    const { event_id: id } = (await (await join(session)).json()) as { event_id: string }
    const leftAt = { status: 'running' as const, lease: randomUUID(), leaseUntil: new Date(0), attempts }
    await server.platform.db.update(demoJobs).set(leftAt).where(eq(demoJobs.id, id))
    return await answering(async () => (await api(`queue/data?session_hash=${session}`)).text())
  }

  it('leaves its question to another', async () => {
    expect(await dead('second', 1)).toContain('"success":true')
  })

  it('over a question that killed three is followed by no fourth', async () => {
    const told = await dead('fourth', 3)
    expect(told).toContain('"success":false')
    expect(told).toContain('not answered: 3 processes died over this question')
  })

  it('leaves the rest to whoever opens the stream again', async () => {
    await answering(async () => {
      await join('twice')
      const first = await api('queue/data?session_hash=twice')
      await first.body?.cancel()
      expect(await (await api('queue/data?session_hash=twice')).text()).toContain('process_completed')
    })
  })
})

it('a client hears at once that it is connected', async () => {
  const gone = new AbortController()
  const beat = await fetch(`${address}/gradio_api/heartbeat/alive`, {
    headers: { authorization: `Bearer ${token}` },
    signal: gone.signal,
  })
  const { value } = (await beat.body?.getReader().read()) ?? {}
  expect(Buffer.from(value ?? []).toString()).toBe('data: ALIVE\n\n')
  gone.abort()
})

it('what was fetched, or nobody fetched for an hour, is swept away, and nothing else', async () => {
  const { db } = server.platform
  await db.delete(demoJobs)
  const ids = await Promise.all(
    ['told', 'old', 'new'].map(
      async (session) => ((await (await join(session)).json()) as { event_id: string }).event_id,
    ),
  )
  const [told, old, fresh] = ids as [string, string, string]
  const hoursAgo = new Date(Date.now() - 2 * 3_600_000)
  await db
    .update(demoJobs)
    .set({ status: 'done', endedAt: new Date(), deliveredAt: hoursAgo })
    .where(eq(demoJobs.id, told))
  await db.update(demoJobs).set({ status: 'done', endedAt: hoursAgo }).where(eq(demoJobs.id, old))
  await sweep(server.platform)
  expect((await db.select({ id: demoJobs.id }).from(demoJobs)).map(({ id }) => id)).toEqual([fresh])
})

describe('who may not', () => {
  it('is told so, and nothing else', async () => {
    const { token: stranger } = await server.project()
    expect((await fetch(`${address}/config`)).status).toBe(401)
    expect((await api('info', undefined, 'esp_wrong')).status).toBe(401)
    expect((await api('info', undefined, stranger)).status).toBe(404)
    expect((await join('mine', [1, 'Dream'], stranger)).status).toBe(404)
  })

  it('hears no answers of others, and reads no files of theirs', async () => {
    const form = new FormData()
    form.append('files', new File(['hello'], '../../ev il.png'))
    const [path] = (await (await api('upload', form)).json()) as [string]
    expect(path).toMatch(/^[0-9a-f-]{36}\/ev_il\.png$/)
    expect(await (await api(`file=${path}`)).text()).toBe('hello')
    for (const other of [
      '/etc/passwd',
      '..%2f..%2fetc/passwd',
      path.replace(/^./, (first) => (first === 'a' ? 'b' : 'a')),
    ])
      expect((await api(`file=${other}`)).status).toBe(404)
    expect((await fetch(`${address}/gradio_api/file=${path}`)).status).toBe(401)
  })

  it('finds a demo gone once it was removed', async () => {
    const { ctx: own, token: secret, address: gone } = await weightsDemo(server, 'removed')
    await remove(own, { name: 'removed' })
    await expect
      .poll(async () => (await fetch(`${gone}/config`, { headers: { authorization: `Bearer ${secret}` } })).status)
      .toBe(404)
  })
})
