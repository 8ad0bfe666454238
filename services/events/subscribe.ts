import { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import type { PlatformEvent } from './notify.ts'

export const subscribeInput = z.object({ run: z.uuid().optional() }).default({})

/**
 * Changes in the project (of one run, when named) until `signal` aborts. Equal events that pile up while the reader is
 * busy come once. An event without a place (`run` topic only) means: read everything anew; it is also the first, said
 * once nothing can be missed any more.
 */
export async function* subscribe(
  ctx: Context,
  input: z.input<typeof subscribeInput>,
  signal: AbortSignal,
): AsyncGenerator<PlatformEvent, void, void> {
  authorize(ctx, 'event', 'read')
  const { run } = parse(subscribeInput, input)
  const everything: PlatformEvent = { project: ctx.actor.projectId, topic: 'everything', ...(run && { run }) }
  const waiting = new Map([['', everything]])
  let wake = () => {}

  const end = await ctx.signals.on('espalier', (payload) => {
    const event = payload === undefined ? everything : (JSON.parse(payload) as PlatformEvent)
    if (event.project !== ctx.actor.projectId || (run && event.run !== run)) return
    waiting.set(JSON.stringify(event), event)
    wake()
  })
  const aborted = () => wake()
  signal.addEventListener('abort', aborted)
  try {
    while (!signal.aborted) {
      const events = [...waiting.values()]
      waiting.clear()
      yield* events
      if (waiting.size === 0 && !signal.aborted)
        await new Promise<void>((resolve) => {
          wake = resolve
        })
    }
  } finally {
    end()
    signal.removeEventListener('abort', aborted)
  }
}
