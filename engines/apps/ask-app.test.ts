import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultOf } from '../tables/testing.ts'
import { type AskApp, askApp } from './ask-app.ts'
import { describeApp } from './describe-app.ts'
import { startApp, type TestApp } from './testing.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

/** What came of each row. */
async function asked(order: Partial<AskApp>): Promise<unknown[]> {
  const outcomes: unknown[] = []
  await askApp({
    ...{
      root,
      url: app.url,
      call: '/greet',
      rows: [],
      unasked: 'refuse',
      allowed: ['127.0.0.1'],
      atOnce: 2,
      secondsPerRow: 20,
      seconds: 40,
    },
    signal: new AbortController().signal,
    onRow: (row, outcome) => {
      outcomes[row] = 'answers' in outcome ? outcome.answers : outcome.problem
    },
    onAlive: () => {},
    ...order,
  })
  return outcomes
}

describe('a real Gradio app', () => {
  it('answers rows, and says of one what is wrong with it', { timeout: 60_000 }, async () => {
    const rows = [{ name: 'Ada', times: 2 }, { name: 'nobody', times: 1 }, { name: 'Bob' }]
    expect(await asked({ rows })).toEqual([
      ['hello Adahello Ada', 3],
      expect.stringContaining('nobody is not greeted'),
      ['hello Bob', 3],
    ])
    const [[label]] = (await asked({ call: '/kind', rows: [{ mass: 500 }] })) as [[{ label: string }]]
    expect(label.label).toBe('heavy')
  })

  it('tells what it can be asked', { timeout: 60_000 }, async () => {
    const calls = await describeApp({ root, url: app.url, allowed: ['127.0.0.1'] })
    expect(calls.map(({ name }) => name)).toEqual(['/greet', '/slow', '/kind'])
    expect(calls[0]).toEqual({
      name: '/greet',
      parameters: [
        { name: 'name', label: 'name', type: 'Textbox', optional: false, standard: null },
        { name: 'times', label: 'times', type: 'Number', optional: true, standard: 1 },
      ],
      answers: [
        { label: expect.any(String), type: 'text' },
        { label: expect.any(String), type: 'number' },
      ],
    })
    const elsewhere = describeApp({ root, url: app.url, allowed: [] })
    expect(await faultOf(elsewhere)).toMatchObject({ code: 'FORBIDDEN', hint: expect.any(String) })
  })

  it('is asked for what it has', { timeout: 60_000 }, async () => {
    const fault = await faultOf(asked({ call: '/nothing', rows: [{}] }))
    expect(fault).toMatchObject({
      code: 'INVALID_INPUT',
      at: { param: 'call' },
      hint: expect.stringContaining('/greet'),
    })
  })

  it('is sent what it has parameters for', { timeout: 60_000 }, async () => {
    const rows = [{ name: 'Ada', height: 2 }]
    expect(await asked({ rows, unasked: 'leave' })).toEqual([['hello Ada', 3]])
    const fault = { code: 'INVALID_INPUT', at: { param: 'inputs' }, hint: expect.stringContaining('name, times') }
    expect(await faultOf(asked({ rows }))).toMatchObject({ ...fault, message: expect.stringContaining('height') })
    expect(await faultOf(asked({ rows: [{ times: 2 }] }))).toMatchObject({
      ...fault,
      message: expect.stringContaining('name'),
    })
  })

  it('that takes too long is left, a row and the whole', { timeout: 60_000 }, async () => {
    expect(await asked({ call: '/slow', rows: [{ name: 'a' }], secondsPerRow: 1 })).toEqual(['no answer within 1 s'])
    expect(await faultOf(asked({ call: '/slow', rows: [{ name: 'a' }], seconds: 3 }))).toMatchObject({ code: 'LIMIT' })
    const stop = new AbortController()
    const stopped = faultOf(
      asked({ call: '/slow', rows: [{ name: 'a' }], signal: stop.signal, onAlive: () => stop.abort() }),
    )
    expect(await stopped).toMatchObject({ code: 'CANCELLED' })
  })

  it('in a private network is out of reach, unless an operator allows it', { timeout: 60_000 }, async () => {
    expect(await faultOf(asked({ allowed: [], rows: [{}] }))).toMatchObject({ code: 'FORBIDDEN' })
    const byName = app.url.replace('127.0.0.1', 'localhost')
    expect(await faultOf(asked({ url: byName, allowed: ['10.0.0.0/8'], rows: [{}] }))).toMatchObject({
      code: 'FORBIDDEN',
    })
  })
})

describe('a hostile app', () => {
  const heard: (string | undefined)[] = []
  const servers: Server[] = []
  const serve = async (
    answer: (origin: string) => { status: number; headers?: Record<string, string>; body?: unknown },
  ) => {
    const server = createServer((request, response) => {
      heard.push(request.headers.authorization)
      const { status, headers = {}, body = {} } = answer(`http://${request.headers.host}`)
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
    })
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  afterAll(() => {
    for (const server of servers) server.close()
  })

  it('that redirects, or claims another origin, gets there neither us nor our token', { timeout: 60_000 }, async () => {
    const thief = await serve(() => ({ status: 200 }))
    const claims = await serve(() => ({
      status: 200,
      body: { root: thief, version: '6.0.0', dependencies: [], components: [] },
    }))
    const redirects = await serve(() => ({ status: 302, headers: { location: `${thief}/config` } }))
    heard.length = 0
    for (const [url, how] of [
      [claims, 'claims another origin'],
      [redirects, 'redirects to another origin'],
    ] as const) {
      const fault = await faultOf(asked({ url, token: 'secret', rows: [{}] }))
      expect(fault).toMatchObject({ code: 'FORBIDDEN', message: `${how}: ${thief}` })
    }
    // One each, at the address that was named.
    expect(heard).toEqual(['Bearer secret', 'Bearer secret'])
  })

  it('that is none is told of as such', { timeout: 60_000 }, async () => {
    const nonsense = await serve(() => ({ status: 200, body: 'hello' }))
    expect(['UNAVAILABLE', 'INVALID_INPUT']).toContain((await faultOf(asked({ url: nonsense, rows: [{}] }))).code)
  })
})
