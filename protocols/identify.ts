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

const bearer = (header: string | undefined) => /^Bearer +([\w.~+/=-]+)$/i.exec(header ?? '')?.[1]

/** Finds out who asks before anything else is looked at. */
export function identify(server: FastifyInstance, resources: Resources): void {
  const actorOf = cacheActors(resources)
  server.decorateRequest('context', undefined)
  server.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.open) return
    const token = bearer(request.headers.authorization)
    if (!token)
      throw new Fault('UNAUTHENTICATED', 'no API token', { hint: 'send the header Authorization: Bearer <token>' })
    const project = request.headers['x-espalier-project']
    const actor = await actorOf({ token, ...(typeof project === 'string' && { project }) })
    request.context = { ...resources, actor }
  })
}
