import { lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, fetch as undiciFetch } from 'undici'
import { Fault } from '#pipeline/fault.ts'
import { demandOpenNetwork } from './addresses.ts'

export interface Guard {
  /** The one place that is spoken to, redirects included. */
  origin: string
  /** Ranges that are not of the open network and may be reached all the same. */
  allowed: readonly string[]
  /** Finds the addresses of a name; what it finds is what is connected to. */
  resolve?: typeof lookup
}

const mostRedirects = 3
const mostBytes = 64 * 1024 * 1024

/**
 * A `fetch` that leaves the platform by the front door: http(s), one origin, no private address. A name is looked up once,
 * when the connection is made, and the address that was looked at is the one that is connected to. Faults: FORBIDDEN.
 */
export function guardedFetch(
  { origin, allowed, resolve = lookup }: Guard,
  onRefusal: (fault: Fault) => void = () => {},
) {
  const looked: LookupFunction = (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '', 0)
      try {
        for (const { address } of addresses) demandOpenNetwork(address, allowed, `${hostname} (${address})`)
      } catch (fault) {
        onRefusal(fault as Fault)
        return done(fault as Error, '', 0)
      }
      const [first] = addresses
      if (options.all) return done(null, addresses)
      done(null, first?.address ?? '', first?.family ?? 0)
    })
  }
  const dispatcher = new Agent({ connect: { lookup: looked, timeout: 10_000 }, maxResponseSize: mostBytes })

  const demand = (url: URL, from?: URL): void => {
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
      throw new Fault('FORBIDDEN', `neither http nor https: ${url.protocol}`)
    if (url.origin !== origin)
      throw new Fault('FORBIDDEN', `${from ? 'redirects to' : 'claims'} another origin: ${url.origin}`, {
        hint: `only ${origin} was named; name the other one if it is the right one`,
      })
    const host = url.hostname.replace(/^\[|\]$/g, '')
    if (isIP(host)) demandOpenNetwork(host, allowed)
  }

  return async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const asked = new Request(input, { ...init, redirect: 'manual' })
    const body = asked.body && Buffer.from(await asked.arrayBuffer())
    let url = new URL(asked.url)
    for (let step = 0, from: URL | undefined; ; step += 1) {
      try {
        demand(url, from)
      } catch (fault) {
        onRefusal(fault as Fault)
        throw fault
      }
      const response = await undiciFetch(url, {
        ...{ method: asked.method, headers: [...asked.headers], body, signal: asked.signal },
        ...{ redirect: 'manual', dispatcher },
      })
      const location = response.headers.get('location')
      if (response.status < 300 || response.status >= 400 || !location) return response as unknown as Response
      await response.body?.cancel()
      if (step >= mostRedirects) throw new Fault('FORBIDDEN', `redirects without end: ${url.href}`)
      from = url
      url = new URL(location, url)
    }
  }
}
