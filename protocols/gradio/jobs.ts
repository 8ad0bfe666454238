import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import type { Context } from '#services/context.ts'
import { join } from '#services/demos/jobs/join.ts'
import { type JobNews, news } from '#services/demos/jobs/news.ts'
import { outline } from '#services/demos/outline.ts'
import { parse } from '#services/parse.ts'
import { parametersOf } from './components.ts'
import { callsOf } from './describe.ts'
import { rowsOfCall } from './values.ts'

const asked = z.looseObject({
  data: z.array(z.unknown()).max(5000),
  fn_index: z.number().int().optional(),
  session_hash: z.string().optional(),
})

/** Enqueues what a body asks, by its number or under the name in the address. Faults: as `join`. */
export async function enqueue(ctx: Context, name: string, body: unknown, call?: string) {
  const { data, fn_index = 1, session_hash = randomUUID() } = parse(asked, body)
  const about = await outline(ctx, { name })
  const calls = callsOf(about)
  const chosen = call ?? calls[fn_index - 1]
  if (!chosen || !calls.includes(chosen))
    throw new Fault('NOT_FOUND', `nothing is called so here: ${call ?? fn_index}`, {
      hint: `there is ${calls.map((one) => `/${one}`).join(' and ')}`,
    })
  const rows = rowsOfCall(about, chosen, data)
  return { ...(await join(ctx, { name, session: session_hash, call: chosen, rows })), session: session_hash }
}

/** A column's name as a parameter. */
export async function namingOf(ctx: Context, name: string): Promise<(column: string) => string> {
  const parameters = parametersOf(await outline(ctx, { name }))
  return (column) => parameters.find(({ input }) => input.name === column)?.name ?? column
}

/** The one job of a session, once it has ended. Faults: UNAVAILABLE after a while; NOT_FOUND; CANCELLED by `signal`. */
export async function awaitJob(
  ctx: Context,
  asked: { name: string; session: string },
  signal: AbortSignal,
): Promise<JobNews> {
  let wake = () => {}
  const stop = await ctx.signals.on('demo-jobs', (about) => {
    if (about === undefined || about === asked.session) wake()
  })
  const aborted = () => wake()
  signal.addEventListener('abort', aborted)
  try {
    while (!signal.aborted) {
      const changed = new Promise<void>((resolve) => {
        wake = resolve
      })
      const { jobs, delivered } = await news(ctx, asked)
      const [job] = jobs
      if (!job) throw new Fault('NOT_FOUND', 'no such event, or it was answered before')
      if (job.status === 'done') {
        await delivered([job.id])
        return job
      }
      if (!signal.aborted) await changed
    }
    throw new Fault('UNAVAILABLE', 'no answer in time', { hint: 'ask again' })
  } finally {
    stop()
    signal.removeEventListener('abort', aborted)
  }
}
