import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'drizzle-orm'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { catalogue } from '#nodes/index.ts'
import { create } from '#services/alerts/channels/create.ts'
import { list } from '#services/alerts/channels/list.ts'
import { test as tryOut } from '#services/alerts/channels/test.ts'
import { tryAgain } from '#services/alerts/channels/try-again.ts'
import { get } from '#services/alerts/get.ts'
import { raise } from '#services/alerts/raise.ts'
import { send } from '#services/alerts/sending/send.ts'
import { take } from '#services/alerts/sending/take.ts'
import { settle } from '#services/alerts/settle.ts'
import type { Context } from '#services/context.ts'
import { openTestPlatform, type TestPlatform } from '#services/testing/platform.ts'
import { openAlertSender } from './alert-sender.ts'

let platform: TestPlatform
let ctx: Context
const mails: string[] = []
const posts: { path: string; headers: IncomingHttpHeaders; body: string }[] = []
let arrived = () => {}
let isDown = true

const mailbox = new SMTPServer({
  disabledCommands: ['STARTTLS'],
  onAuth: ({ username, password }, _session, done) =>
    done(password === 'right' ? null : new Error('wrong password'), { user: username }),
  onMailFrom: (_address, _session, done) =>
    done(isDown ? Object.assign(new Error('busy'), { responseCode: 451 }) : null),
  onData: (stream, _session, done) => {
    let text = ''
    stream.on('data', (part) => {
      text += part
    })
    stream.on('end', () => {
      mails.push(text)
      done()
      arrived()
    })
  },
})
const receiver = createServer((request, response) => {
  let body = ''
  request.on('data', (part) => {
    body += part
  })
  request.on('end', () => {
    posts.push({ path: request.url ?? '', headers: request.headers, body })
    response.writeHead(isDown ? 503 : 200).end()
    arrived()
  })
})

const listening = (server: { listen: (port: number, host: string, done: () => void) => unknown }) =>
  new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

beforeAll(async () => {
  platform = await openTestPlatform({ catalogue })
  await Promise.all([listening(mailbox), listening(receiver)])
  const mailPort = (mailbox.server.address() as AddressInfo).port
  const port = (receiver.address() as AddressInfo).port
  ctx = {
    ...platform.owner,
    egress: { allowed: ['127.0.0.1'], tokens: {} },
    outlets: {
      url: 'https://espalier.example.org',
      mailServer: `smtp://us:right@127.0.0.1:${mailPort}`,
      mailFrom: 'Espalier <alerts@example.org>',
      secrets: { key: 'a key to sign with', team: `http://127.0.0.1:${port}/team-hook` },
    },
  }
  await create(ctx, { name: 'Mail', target: { type: 'email', to: ['ana@example.org', 'bo@example.org'] } })
  await create(ctx, { name: 'Hook', target: { type: 'webhook', url: `http://127.0.0.1:${port}/hook`, secret: 'key' } })
  await create(ctx, { name: 'Team', target: { type: 'slack', secret: 'team' } })
})
afterAll(async () => {
  await new Promise<void>((resolve) => mailbox.close(resolve))
  receiver.closeAllConnections()
  receiver.close()
  await platform.close()
})
beforeEach(() => {
  mails.length = 0
  posts.length = 0
})

const drift = () => ({
  ...{ projectId: ctx.actor.projectId, key: 'drift:late', severity: 'critical' as const, title: 'late <drifts>' },
  ...{ what: 'distance moved far from what the model knows', since: new Date('2026-03-01T06:00:00Z') },
  ...{ link: '/runs/1', retrain: 'late-flights' },
})
const sendAll = async () => {
  for (let taken = await take(ctx, 10); taken.length > 0; taken = await take(ctx, 10))
    await Promise.all(taken.map((one) => send(ctx, one)))
}

test('a way that is down loses nothing and doubles nothing: it is told, tried again, and comes through when it is back', async () => {
  isDown = true
  const id = await platform.db.transaction((tx) => raise(tx, drift()))
  await sendAll()
  const { deliveries } = await get(ctx, { id })
  expect(deliveries.map(({ state, attempts }) => `${state} ${attempts}`)).toEqual(Array(3).fill('waiting 1'))
  const channels = await list(ctx)
  expect(channels.map(({ name, stuck }) => [name, stuck])).toEqual([
    ['Hook', 1],
    ['Mail', 1],
    ['Team', 1],
  ])
  expect(channels.find(({ name }) => name === 'Mail')?.last?.error).toContain('busy')
  isDown = false
  await sendAll()
  expect(mails, 'before it is due').toHaveLength(0)
  for (const { id: channel } of channels) await tryAgain(ctx, { id: channel })
  await sendAll()
  await sendAll()
  expect(mails).toHaveLength(1)
  expect(posts.filter(({ path }) => path === '/hook')).toHaveLength(2)
  const ids = posts.filter(({ path }) => path === '/hook').map(({ headers }) => headers['x-espalier-delivery'])
  expect(new Set(ids).size, 'both attempts are one message').toBe(1)
  expect((await get(ctx, { id })).deliveries.map(({ state }) => state)).toEqual(['sent', 'sent', 'sent'])
})

test('each says what changed, since when and how bad, and leads to the report and to training again', async () => {
  await settle(platform.db, { projectId: ctx.actor.projectId, key: 'drift:late' })
  await sendAll()
  mails.length = 0
  posts.length = 0
  const id = await raise(platform.db, drift())
  await sendAll()
  const text = mails[0]?.replace(/=\r\n/g, '') ?? ''
  for (const said of [
    'Subject: [Critical] late <drifts>',
    'To: ana@example.org, bo@example.org',
    'What changed: distance moved',
    'Since: 2026-03-01 06:00 UTC',
    'https://espalier.example.org/default/runs/1',
    `https://espalier.example.org/default/alerts/${id}`,
    'https://espalier.example.org/default/pipelines/late-flights?plan',
  ])
    expect(text).toContain(said)
  const hook = posts.find(({ path }) => path === '/hook')
  const [, at, given] = /^t=(\d+),v1=(\w+)$/.exec(String(hook?.headers['x-espalier-signature'])) ?? []
  expect(given).toBe(createHmac('sha256', 'a key to sign with').update(`${at}.${hook?.body}`).digest('hex'))
  expect(JSON.parse(hook?.body ?? '')).toMatchObject({ event: 'raised', alert: { key: 'drift:late', count: 1 } })
  const team = JSON.parse(posts.find(({ path }) => path === '/team-hook')?.body ?? '')
  expect(team.text).toBe('[Critical] late &lt;drifts&gt;')
})

test('the end is told in the thread of the beginning', async () => {
  await settle(platform.db, { projectId: ctx.actor.projectId, key: 'drift:late' })
  await sendAll()
  expect(mails[0]).toContain('Over: late')
  expect(mails[0]).toMatch(/References: <alert-.*@example.org>/)
})

test('a sender that died has its message sent by the next, and comes too late to say anything itself', async () => {
  const id = await raise(platform.db, { ...drift(), key: 'drift:dead' })
  const dead = await take(ctx, 10)
  expect(await take(ctx, 10)).toEqual([])
  await platform.db.execute(sql`update alert_deliveries set due_at = now() where state = 'sending'`)
  await sendAll()
  await Promise.all(dead.map((one) => send({ ...ctx, outlets: { ...ctx.outlets, secrets: {} } }, one)))
  expect((await get(ctx, { id })).deliveries.map(({ state }) => state)).toEqual(['sent', 'sent', 'sent'])
})

test('a private address is refused unless an operator allows it, and the reason is told', async () => {
  const { id } = (await list(ctx)).find(({ name }) => name === 'Hook') ?? { id: '' }
  await tryOut(ctx, { id })
  for (const taken of await take(ctx, 10)) await send({ ...ctx, egress: { allowed: [], tokens: {} } }, taken)
  expect((await list(ctx)).find(({ name }) => name === 'Hook')?.last).toMatchObject({
    kind: 'test',
    error: expect.stringContaining('private network'),
  })
  expect(posts).toEqual([])
})

test('what nobody has set up is refused when it is named, and no secret is ever told', async () => {
  await expect(create(ctx, { name: 'x', target: { type: 'slack', secret: 'nobody' } })).rejects.toThrow('nobody')
  await expect(
    create(
      { ...ctx, outlets: { ...ctx.outlets, mailServer: undefined } },
      {
        ...{ name: 'x', target: { type: 'email', to: ['a@example.org'] } },
      },
    ),
  ).rejects.toThrow('no mail server')
  expect(JSON.stringify(await list(ctx))).not.toMatch(/team-hook|to sign with|right/)
})

test('the sender sends as soon as it is told', async () => {
  const sender = await openAlertSender(ctx)
  const came = new Promise<void>((resolve) => {
    arrived = () => mails.some((text) => text.includes('at once')) && resolve()
  })
  await platform.db.transaction((tx) => raise(tx, { ...drift(), key: 'drift:now', title: 'at once' }))
  await came
  await sender.close()
})
