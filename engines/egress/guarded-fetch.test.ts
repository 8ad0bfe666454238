import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demandOpenNetwork } from './addresses.ts'
import { guardedFetch } from './guarded-fetch.ts'

let port: number
let asked = 0
const server = createServer((request, response) => {
  asked += 1
  if (request.url === '/away') return void response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end()
  if (request.url === '/near') return void response.writeHead(302, { location: '/' }).end()
  response.end('here')
})
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

describe('an address', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'ff02::1',
  ])('%s is not of the open network', (address) => {
    expect(() => demandOpenNetwork(address, [])).toThrow('leads into a private network')
  })

  it.each(['93.184.216.34', '2606:2800:220:1::1'])('%s is', (address) => {
    expect(() => demandOpenNetwork(address, [])).not.toThrow()
  })

  it('may be allowed, alone or with its neighbours', () => {
    expect(() => demandOpenNetwork('10.1.2.3', ['10.0.0.0/8'])).not.toThrow()
    expect(() => demandOpenNetwork('::ffff:10.1.2.3', ['10.1.2.3'])).not.toThrow()
    expect(() => demandOpenNetwork('11.0.0.1', ['10.0.0.0/8', 'fd00::/8']), 'an open one').not.toThrow()
    expect(() => demandOpenNetwork('fe80::1', ['10.0.0.0/8', 'fd00::/8'])).toThrow()
  })
})

describe('a guarded fetch', () => {
  const named = (name: string) => `http://${name}:${port}`
  const allowed = ['127.0.0.1']

  it('goes where it may, and follows to where it was sent nearby', async () => {
    const fetch = guardedFetch({ origin: named('127.0.0.1'), allowed })
    expect(await (await fetch(`${named('127.0.0.1')}/near`)).text()).toBe('here')
  })

  it('is not led away by a redirect, and speaks to nobody else', async () => {
    const fetch = guardedFetch({ origin: named('127.0.0.1'), allowed })
    await expect(fetch(`${named('127.0.0.1')}/away`)).rejects.toThrow('redirects to another origin')
    await expect(fetch('file:///etc/passwd')).rejects.toThrow(/neither http nor https|another origin/)
    await expect(fetch('https://127.0.0.1/')).rejects.toThrow('another origin')
  })

  it('reads an address however it is written', async () => {
    const before = asked
    for (const host of ['127.1', '2130706433', '0x7f.0.0.1', '[::ffff:127.0.0.1]']) {
      const { origin } = new URL(named(host))
      await expect(guardedFetch({ origin, allowed: [] })(named(host))).rejects.toThrow('private network')
    }
    expect(asked).toBe(before)
  })

  it('connects to what it looked at: a name that changes its mind leads nowhere', async () => {
    let turn = 0
    const resolve = ((_name: string, _options: unknown, done: (error: null, found: unknown) => void) => {
      turn += 1
      done(null, [{ address: turn === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }])
    }) as never
    const origin = named('app.example.org')
    const open = guardedFetch({ origin, allowed, resolve })
    expect(await (await open(origin, { headers: { connection: 'close' } })).text()).toBe('here')
    expect(turn).toBe(1)
    await expect(guardedFetch({ origin, allowed, resolve })(origin)).rejects.toThrow()
    expect(turn).toBe(2)
  })

  it('is not fooled by a name with one good address among bad ones', async () => {
    const resolve = ((_name: string, _options: unknown, done: (error: null, found: unknown) => void) =>
      done(null, [
        { address: '93.184.216.34', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ])) as never
    const origin = named('app.example.org')
    let refused = ''
    await guardedFetch({ origin, allowed: [], resolve }, ({ message }) => {
      refused = message
    })(origin).catch(() => undefined)
    expect(refused).toContain('private network')
  })
})
