import type { FastifyInstance } from 'fastify'
import { Fault } from '#pipeline/fault.ts'
import type { Context } from '#services/context.ts'
import { call } from '#services/triggers/call.ts'
import { type CalledRun, called } from '#services/triggers/called.ts'
import { outline } from '#services/triggers/outline.ts'
import { contextOf } from '../identify.ts'
import { numberIn } from '../number-in.ts'

interface Asked {
  Params: { pipeline: string }
  Querystring: { wait?: string }
}

/** Until the run is made, which takes the worker a moment; longer only if the caller wants to see its end. */
const patienceMs = 5000
const longestSeconds = 60

const hasEnded = ({ status }: CalledRun) => status === 'done' || status === 'failed' || status === 'cancelled'
const isMade = ({ status }: CalledRun) => status !== 'waiting'

/** `POST /pipelines/<pipeline>/runs`: a pipeline that a trigger offers as an endpoint, and what became of a call. */
export function pipelineRoutes(server: FastifyInstance, { webUrl }: { webUrl: string | undefined }): void {
  const answered = ({ path, fault, ...run }: CalledRun) => ({
    ...run,
    url: webUrl ? new URL(path, webUrl).href : path,
    ...(fault && { fault }),
  })

  server.post<Asked>('/pipelines/:pipeline/runs', async (request, reply) => {
    const { pipeline } = request.params
    const seconds = numberIn(request.query.wait, 'wait') ?? 0
    if (seconds > longestSeconds)
      throw new Fault('INVALID_INPUT', `waits for at most ${longestSeconds} seconds: ${seconds}`, {
        hint: `ask again at /pipelines/${pipeline}/runs/<run>`,
      })
    const key = request.headers['idempotency-key']
    const ctx = contextOf(request)
    const { id } = await call(ctx, {
      ...{ pipeline, parameters: parametersIn(request.body) },
      ...(typeof key === 'string' && { key }),
    })
    const ms = Math.max(patienceMs, seconds * 1000)
    const run = await until(ctx, { pipeline, id, ms, holds: seconds > 0 ? hasEnded : isMade })
    return reply.code(hasEnded(run) ? 200 : isMade(run) ? 201 : 202).send(answered(run))
  })

  server.get<{ Params: { pipeline: string; run: string } }>('/pipelines/:pipeline/runs/:run', async (request) =>
    answered(await called(contextOf(request), { pipeline: request.params.pipeline, id: request.params.run })),
  )

  server.get<Asked>('/pipelines/:pipeline/openapi.json', async (request) => {
    const { openapi } = await outline(contextOf(request), { pipeline: request.params.pipeline })
    return openapi
  })
}

function parametersIn(body: unknown): Record<string, unknown> {
  if (body === undefined || body === null) return {}
  if (typeof body === 'object' && !Array.isArray(body)) return body as Record<string, unknown>
  throw new Fault('INVALID_INPUT', 'the body is not an object of parameters', { hint: 'send { "name": value, … }' })
}

interface Awaited {
  pipeline: string
  id: string
  ms: number
  holds: (run: CalledRun) => boolean
}

/** Looks whenever the platform tells of the run, until a condition holds or the time is up. */
async function until(ctx: Context, { pipeline, id, ms, holds }: Awaited): Promise<CalledRun> {
  const look = () => called(ctx, { pipeline, id })
  let ring = () => {}
  const unlisten = await ctx.signals.on('espalier', (payload) => {
    if (!payload || payload.includes(id) || payload.includes('"trigger"')) ring()
  })
  const end = performance.now() + ms
  try {
    for (;;) {
      const told = new Promise<void>((resolve) => {
        ring = resolve
      })
      const run = await look()
      const left = end - performance.now()
      if (holds(run) || left <= 0) return run
      let timer: NodeJS.Timeout | undefined
      await Promise.race([told, new Promise((resolve) => (timer = setTimeout(resolve, left)))])
      clearTimeout(timer)
    }
  } finally {
    unlisten()
  }
}
