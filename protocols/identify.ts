import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Fault } from '#pipeline/fault.ts'
import type { Context, Resources } from '#services/context.ts'
import { cacheActors } from './actor-cache.ts'

declare module 'fastify' {
  interface FastifyRequest {
    context: Context | undefined
  }
  interface FastifyContextConfig {
    /** Answers without a token. Every route that does not say so needs one. */
    open?: true
  }
}

/** Who asks, in a route that is not open. */
export function contextOf(request: FastifyRequest): Context {
  if (!request.context) throw new Fault('INTERNAL', 'this route is open, so nobody is known to ask')
  return request.context
}

const bearer = (header: string) => /^Bearer +([\w.~+/=-]+)$/i.exec(header)?.[1]

/** For clients that know only names and passwords: the token is the password. */
function password(header: string): string | undefined {
  const encoded = /^Basic +([\w+/=-]+)$/i.exec(header)?.[1]
  return encoded && /:(.+)$/s.exec(Buffer.from(encoded, 'base64').toString())?.[1]
}

/** Finds out who asks before anything else is looked at. */
export function identify(server: FastifyInstance, resources: Resources): void {
  const actorOf = cacheActors(resources)
  server.decorateRequest('context', undefined)
  server.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.open) return
    const { authorization = '', 'x-espalier-project': header } = request.headers
    const token = bearer(authorization) ?? password(authorization)
    if (!token)
      throw new Fault('UNAUTHENTICATED', 'no API token', { hint: 'send the header Authorization: Bearer <token>' })
    const project = (request.params as { project?: string }).project ?? header
    const actor = await actorOf({ token, ...(typeof project === 'string' && { project }) })
    request.context = { ...resources, actor }
  })
}
