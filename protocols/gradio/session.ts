import type { Context } from '#services/context.ts'
import { news } from '#services/demos/jobs/news.ts'
import { waiting } from '#services/demos/jobs/rank.ts'
import type { Events } from './events.ts'
import { begun, closing, ended, estimation, eventOf, heartbeat, type Message } from './messages.ts'

const heartbeatMs = 10_000
/** For somebody who opens a stream and never asks anything. */
const longestIdleMs = 5 * 60_000

/**
 * Tells a session how its jobs go, until the last has been answered. An answer counts as told once its bytes have left;
 * whoever comes again, to any process, is told the rest.
 */
export async function tellSession(
  ctx: Context,
  asked: { name: string; session: string },
  events: Events,
): Promise<void> {
  const told = new Map<string, 'waiting' | 'running' | 'done'>()
  let wake = () => {}
  let missed = true
  const stop = await ctx.signals.on('demo-jobs', (about) => {
    if (about !== undefined && about !== asked.session) return
    missed = true
    wake()
  })
  const beat = setInterval(() => void events.send(eventOf(heartbeat)), heartbeatMs)
  const idle = setTimeout(() => told.size === 0 && events.end(), longestIdleMs)
  events.signal.addEventListener('abort', () => wake())
  try {
    while (!events.signal.aborted) {
      missed = false
      const { jobs, delivered, endIfOver } = await news(ctx, asked)
      const fresh = jobs.filter(({ id }) => told.get(id) !== 'done')
      const ahead = fresh.some(({ id, status }) => status === 'waiting' && !told.has(id)) ? await waiting(ctx) : 0
      const messages = fresh.flatMap((job): Message[] => {
        const before = told.get(job.id)
        told.set(job.id, job.status)
        return [
          ...(before === undefined ? [estimation(job.id, Math.max(0, ahead - 1))] : []),
          ...(job.status !== 'waiting' && (before ?? 'waiting') === 'waiting' ? [begun(job.id)] : []),
          ...(job.status === 'done' ? ended(job) : []),
        ]
      })
      if (messages.length > 0 && !(await events.send(messages.map(eventOf).join('')))) return
      await delivered(fresh.filter(({ status }) => status === 'done').map(({ id }) => id))
      const last = async () => void (await events.send(eventOf(closing)))
      if (told.size > 0 && [...told.values()].every((status) => status === 'done') && (await endIfOver(last))) return
      if (!missed && !events.signal.aborted)
        await new Promise<void>((resolve) => {
          wake = resolve
        })
    }
  } finally {
    stop()
    clearInterval(beat)
    clearTimeout(idle)
    events.end()
  }
}
