import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Resources } from '#services/context.ts'
import { cancel } from '#services/demos/jobs/cancel.ts'
import { openJobs } from '#services/demos/jobs/open-jobs.ts'
import { outline } from '#services/demos/outline.ts'
import { parse } from '#services/parse.ts'
import { callRoutes } from './call-routes.ts'
import { appId, configOf, infoOf } from './describe.ts'
import { endAll, openEvents } from './events.ts'
import { sendDetail } from './failure.ts'
import { fileRoutes } from './file-routes.ts'
import { readForms, wordOf } from './form.ts'
import { enqueue, namingOf } from './jobs.ts'
import { tellSession } from './session.ts'
import { cookieName, openDoor } from './who.ts'

interface OfDemo {
  Params: { demo: string }
}

const base = '/gradio/:demo'
const prefix = `${base}/gradio_api`
const uploadLimit = 64 * 1024 * 1024
const aliveMs = 10_000
const cancelled = z.looseObject({ event_id: z.string(), session_hash: z.string() })

/** Each demo as a Gradio app. Its routes are open to the server, and ask at their own door who comes. */
export async function gradioRoutes(
  server: FastifyInstance,
  resources: Resources,
  answering: 'answered' | 'none' = 'answered',
): Promise<void> {
  const door = openDoor(resources)
  const jobs = answering === 'answered' ? await openJobs(resources, (error) => server.log.error(error)) : undefined
  const config = { open: true } as const
  server.addHook('preClose', async () => endAll())
  server.addHook('onClose', async () => await jobs?.close())

  server.register(async (scope) => {
    readForms(scope, uploadLimit)
    scope.setErrorHandler((thrown, _, reply) => sendDetail(reply, thrown))
    const about = async (request: FastifyRequest<OfDemo>) => {
      const { demo: name } = request.params
      return await outline(await door.contextFor(request, name), { name })
    }

    scope.get<OfDemo>(base, { config }, async (request) => configOf(await about(request)))
    scope.get<OfDemo>(`${base}/config`, { config }, async (request) => configOf(await about(request)))
    scope.get<OfDemo>(`${prefix}/info`, { config }, async (request) => infoOf(await about(request)))
    scope.get<OfDemo>(`${prefix}/app_id`, { config }, async (request) => ({ app_id: appId(await about(request)) }))

    scope.post<OfDemo>(`${base}/login`, { config }, async (request, reply) => {
      const { demo } = request.params
      const secret = await door.admit(demo, wordOf(request.body, 'password') ?? '')
      const secure = request.headers['x-forwarded-proto'] === 'https' ? '; Secure' : ''
      reply.header('set-cookie', `${cookieName}=${secret}; Path=/gradio/${demo}; HttpOnly; SameSite=Lax${secure}`)
      return { success: true }
    })

    scope.post<OfDemo>(`${prefix}/queue/join`, { config }, async (request, reply) => {
      const { demo: name } = request.params
      const ctx = await door.contextFor(request, name)
      try {
        return { event_id: (await enqueue(ctx, name, request.body)).id }
      } catch (thrown) {
        return sendDetail(reply, thrown, await namingOf(ctx, name))
      }
    })

    scope.get<OfDemo & { Querystring: { session_hash?: string } }>(
      `${prefix}/queue/data`,
      { config },
      async (request, reply) => {
        const { demo: name } = request.params
        const ctx = await door.contextFor(request, name)
        const session = parse(z.string().regex(/^[\w-]{1,100}$/), request.query.session_hash)
        const events = openEvents(request, reply)
        await tellSession(ctx, { name, session }, events).catch((error: unknown) => {
          request.log.error(error)
        })
      },
    )

    scope.get<OfDemo & { Params: { session: string } }>(
      `${prefix}/heartbeat/:session`,
      { config },
      async (request, reply) => {
        await about(request)
        const events = openEvents(request, reply)
        const beat = setInterval(() => void events.send('data: ALIVE\n\n'), aliveMs)
        events.signal.addEventListener('abort', () => clearInterval(beat))
        await events.send('data: ALIVE\n\n')
      },
    )

    scope.post<OfDemo>(`${prefix}/cancel`, { config }, async (request) => {
      const { event_id: id, session_hash: session } = parse(cancelled, request.body)
      await cancel(resources, { id, session })
      return { success: true }
    })
    scope.post<OfDemo>(`${prefix}/reset`, { config }, async () => ({ success: true }))

    fileRoutes(scope, door, prefix)
    callRoutes(scope, door, prefix)
  })
}
