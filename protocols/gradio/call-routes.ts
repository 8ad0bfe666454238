import type { FastifyInstance } from 'fastify'
import { openEvents } from './events.ts'
import { awaitJob, enqueue } from './jobs.ts'
import { ended } from './messages.ts'
import type { Doorkeeper } from './who.ts'

const longestMs = 60_000
const heartbeatMs = 10_000

interface Named {
  demo: string
  call: string
}

/** For callers without a client of Gradio's: an answer at once, or an id and a stream that `curl` can read. */
export function callRoutes(scope: FastifyInstance, door: Doorkeeper, prefix: string): void {
  const config = { open: true } as const

  scope.post<{ Params: Named }>(`${prefix}/run/:call`, { config }, async (request) => {
    const { demo: name, call } = request.params
    const ctx = await door.contextFor(request, name)
    const { session } = await enqueue(ctx, name, { ...(request.body as object), session_hash: undefined }, call)
    const last = ended(await awaitJob(ctx, { name, session }, AbortSignal.timeout(longestMs))).at(-1)
    const { success, output } = last as unknown as { success: boolean; output: Record<string, unknown> }
    return success ? output : Promise.reject(Object.assign(new Error(String(output.error)), { statusCode: 400 }))
  })

  scope.post<{ Params: Named }>(`${prefix}/call/:call`, { config }, async (request) => {
    const { demo: name, call } = request.params
    const ctx = await door.contextFor(request, name)
    const { session } = await enqueue(ctx, name, { ...(request.body as object), session_hash: undefined }, call)
    return { event_id: session }
  })

  scope.get<{ Params: Named & { event: string } }>(
    `${prefix}/call/:call/:event`,
    { config },
    async (request, reply) => {
      const { demo: name, event: session } = request.params
      const ctx = await door.contextFor(request, name)
      const events = openEvents(request, reply)
      const beat = setInterval(() => void events.send('event: heartbeat\ndata: null\n\n'), heartbeatMs)
      try {
        const last = ended(await awaitJob(ctx, { name, session }, events.signal)).at(-1)
        const { success, output } = last as unknown as { success: boolean; output: Record<string, unknown> }
        const data = JSON.stringify(success ? output.data : { error: output.error })
        await events.send(`event: ${success ? 'complete' : 'error'}\ndata: ${data}\n\n`)
      } catch (thrown) {
        await events.send(`event: error\ndata: ${JSON.stringify({ error: (thrown as Error).message })}\n\n`)
      } finally {
        clearInterval(beat)
        events.end()
      }
    },
  )
}
