import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { insist, Unheard } from './people.ts'
import type { Scene, Work } from './scene.ts'
import { messageId } from './setting.ts'

interface Sending {
  id: string
  /** In seconds. */
  at: number
  key: Buffer
}

const now = () => Math.floor(Date.now() / 1000)

/** As senders after the Standard Webhooks convention do. Tells the run that was named, or nothing where it was refused. */
async function send({ hook }: Scene, { id, at, key }: Sending): Promise<string | undefined> {
  const body = JSON.stringify({ id })
  const signature = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')
  const headers = { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': `v1,${signature}` }
  const init = { method: 'POST', headers, body, signal: AbortSignal.timeout(20_000) }
  try {
    const answer = await fetch(hook.address, init)
    if (answer.status >= 500) throw new Unheard(await answer.text())
    return answer.ok ? ((await answer.json()) as { run: string }).run : undefined
  } catch (cause) {
    throw cause instanceof Unheard ? cause : new Unheard('message', { cause })
  }
}

/** Messages that a webhook's trigger makes runs of: some sent twice at once, some copied by others, some never signed. */
export const sendMessages: Work = async (scene, journal, until) => {
  const { key } = scene.hook
  for (let count = 0; !until.aborted; count++) {
    const id = messageId(randomUUID())
    const deliver = (later: number) => send(scene, { id, at: now() + later, key })
    const keep = (run: string | undefined) => {
      if (run) journal.taken.push({ message: id, run })
    }
    journal.sent.push(id)
    const twice = count % 3 === 0 ? [0, 1] : [0]
    const answers = await Promise.allSettled(twice.map((later) => insist(() => deliver(later), until)))
    for (const answer of answers)
      if (answer.status === 'fulfilled') keep(answer.value)
      else if (!(answer.reason instanceof Unheard)) throw answer.reason
    if (count % 4 === 0) await deliver(2).then(keep, () => undefined)
    if (count % 5 === 0) {
      const forged = { id: messageId(randomUUID()), at: now(), key: randomBytes(32) }
      const run = await send(scene, forged).catch(() => undefined)
      if (run) journal.taken.push({ message: forged.id, run })
    }
    await pause(1500)
  }
}
