import type { FastifyInstance } from 'fastify'
import { Fault } from '#pipeline/fault.ts'

const loopback = ['127.0.0.1', 'localhost', '[::1]']

const hostname = (host: string | undefined) => host?.replace(/:\d+$/, '').toLowerCase()

/** Answers only under its own names, so that a page elsewhere cannot reach it by pointing its own name here. */
export function guardHost(server: FastifyInstance, addresses: (string | undefined)[]): void {
  const known = new Set([...loopback, ...addresses.flatMap((address) => (address ? [new URL(address).hostname] : []))])
  server.addHook('onRequest', async ({ headers }) => {
    const host = hostname(headers.host)
    if (!host || !known.has(host))
      throw new Fault('FORBIDDEN', `not a name of this server: ${headers.host ?? ''}`, {
        hint: 'set ESPALIER_API_URL to the address that callers use',
      })
  })
}

/** Lets the pages of this platform, and no others, call from a browser. */
export function admitOrigin(server: FastifyInstance, webUrl: string | undefined): void {
  const origin = webUrl && new URL(webUrl).origin
  server.addHook('onRequest', async (request, reply) => {
    reply.header('vary', 'origin')
    if (!origin || request.headers.origin !== origin) return
    reply.header('access-control-allow-origin', origin)
    reply.header('access-control-max-age', '600')
    reply.header('access-control-allow-methods', 'GET, POST')
    reply.header('access-control-allow-headers', 'authorization, content-type, x-espalier-project, x-espalier-key')
  })
  server.options('/*', { config: { open: true } }, async (_, reply) => reply.code(204).send())
}
