import { send } from '#services/alerts/sending/send.ts'
import { take } from '#services/alerts/sending/take.ts'
import type { Resources } from '#services/context.ts'
import { type Repeated, repeat } from './repeat.ts'

const atOnce = 16

/** Sends what alerts have to say: at once when notified, and by looking every five seconds. A slow way keeps back no other. */
export async function openAlertSender(
  resources: Pick<Resources, 'db' | 'signals' | 'egress' | 'outlets'>,
): Promise<Pick<Repeated, 'close'>> {
  const under = new Set<Promise<void>>()
  const work = repeat(5000, async () => {
    const free = atOnce - under.size
    if (free <= 0) return
    for (const taken of await take(resources, free)) {
      const sending = send(resources, taken)
        .catch((error) => console.error(error))
        .finally(() => {
          under.delete(sending)
          work.soon()
        })
      under.add(sending)
    }
  })
  const unlisten = await resources.signals.on('alerts', work.soon)
  work.soon()
  return {
    close: async () => {
      unlisten()
      await work.close()
      await Promise.all(under)
    },
  }
}
