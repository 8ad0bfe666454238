import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { TestServer } from '../testing.ts'

export interface Replica {
  url: string
  kill(): Promise<void>
}

/** The server as a process of its own, on the database and store of another. */
export async function startReplica({ databaseUrl, home, root }: TestServer['environment']): Promise<Replica> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'protocols/server.ts'], {
    env: { ...process.env, DATABASE_URL: databaseUrl, ESPALIER_HOME: home, ESPALIER_ROOT: root, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = /Server listening at ([^"]+)/.exec(line) ?? []
    if (!url) continue
    child.stdout.resume()
    return {
      url,
      kill: async () => {
        if (child.exitCode !== null || child.signalCode !== null) return
        const ended = once(child, 'exit')
        child.kill('SIGKILL')
        await ended
      },
    }
  }
  throw new Error('the server did not begin to listen')
}

export interface Asked {
  event: string
  mass: number
}

interface Told {
  msg: string
  event_id: string | null
  success?: boolean
  output?: { data?: { label: string }[]; error?: string }
}

/** A client that goes to another replica when its own has died, as one behind a balancer does. */
export function wanderer({
  demo,
  token,
  session,
  urls,
}: {
  demo: string
  token: string
  session: string
  urls(): string[]
}) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const completed = new Map<string, Told[]>()
  const address = (turn: number) => `${urls()[turn % urls().length]}/gradio/${demo}/gradio_api/queue`

  /** Only what was accepted counts: of a question that died on its way nobody knows. */
  const ask = async (mass: number, turn: number): Promise<Asked> => {
    for (let attempt = turn; attempt < turn + 100; attempt++) {
      const body = JSON.stringify({ data: [mass, 'Biscoe'], fn_index: 1, session_hash: session })
      const answer = await fetch(`${address(attempt)}/join?`, { method: 'POST', headers, body }).catch(() => undefined)
      if (answer?.ok) return { event: ((await answer.json()) as { event_id: string }).event_id, mass }
      if (answer) throw new Error(`refused: ${answer.status} ${await answer.text()}`)
      await new Promise((resolve) => setImmediate(resolve))
    }
    throw new Error('nobody to ask')
  }

  /** Listens until all that was asked is answered, at whichever replica lives. */
  const listen = async (asked: readonly Asked[], turn: number, onAnswer: () => void): Promise<void> => {
    for (let attempt = turn; asked.some(({ event }) => !completed.has(event)); attempt++) {
      if (attempt > turn + 1000) throw new Error('never answered')
      await read(`${address(attempt)}/data?session_hash=${session}`, onAnswer).catch(() => undefined)
    }
  }

  const read = async (url: string, onAnswer: () => void): Promise<void> => {
    const { body } = await fetch(url, { headers })
    let rest = ''
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
      rest += Buffer.from(chunk).toString()
      const whole = rest.split('\n\n')
      rest = whole.pop() ?? ''
      for (const event of whole) {
        const told = JSON.parse(event.replace(/^data: /, '')) as Told
        if (told.msg === 'close_stream') return
        if (told.msg !== 'process_completed' || !told.event_id) continue
        completed.set(told.event_id, [...(completed.get(told.event_id) ?? []), told])
        onAnswer()
      }
    }
  }
  return { ask, listen, completed }
}
