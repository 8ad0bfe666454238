import { Client } from '@gradio/client'
import { Fault } from '#pipeline/fault.ts'
import { guardedFetch } from '../../egress/guarded-fetch.ts'
import type { AppOrder, AppWord, AskOrder } from '../messages.ts'
import { callsOf } from './calls-of.ts'

const tell = (word: AppWord) => process.send?.(word)
const aliveMs = 1000

process.once('message', (order: AppOrder) => {
  setInterval(() => tell({ alive: true }), aliveMs)
  work(order).then(
    () => tell({ done: true }),
    (thrown: unknown) => tell({ fault: Fault.of(thrown).toJSON() }),
  )
})

async function work(order: AppOrder): Promise<void> {
  const { client, refusal } = await reached(order)
  if (order.do === 'describe') tell({ calls: callsOf(await client.view_api()) })
  else await ask(client, order, refusal)
}

async function reached({ url, token, allowed }: AppOrder) {
  let refused: Fault | undefined
  // The client makes requests in several ways, all of which end here.
  globalThis.fetch = guardedFetch({ origin: new URL(url).origin, allowed }, (fault) => {
    refused = fault
  })
  const client = await Client.connect(url, {
    ...{ events: ['data', 'status'], record_history: false },
    ...(token && { token }),
  } as Parameters<typeof Client.connect>[1]).catch((cause: unknown) => {
    throw refused ?? notReached(cause)
  })
  if (refused) throw refused
  return { client, refusal: () => refused }
}

async function ask(client: Client, order: AskOrder, refusal: () => Fault | undefined): Promise<void> {
  const { call, rows, atOnce, unasked } = order
  const { named_endpoints } = await client.view_api()
  if (!named_endpoints[call as `/${string}`])
    throw new Fault('INVALID_INPUT', `the app has nothing of this name: ${call}`, {
      at: { param: 'call' },
      hint: `there is ${Object.keys(named_endpoints).slice(0, 20).join(', ') || 'nothing'}`,
    })

  const { parameters } = named_endpoints[call as `/${string}`] ?? { parameters: [] }
  const names = parameters.flatMap(({ parameter_name }) => parameter_name ?? [])
  const filled = Object.keys(rows[0] ?? {})
  const stray = filled.find((name) => !names.includes(name))
  const empty = parameters.find(
    (one) => !one.parameter_has_default && one.parameter_name && !filled.includes(one.parameter_name),
  )
  const wrong =
    unasked === 'refuse' && stray !== undefined ? `the app has no parameter of this name: ${stray}` : undefined
  const lacking = empty && `nothing fills the parameter of the app: ${empty.parameter_name}`
  if (rows.length > 0 && (wrong ?? lacking))
    throw new Fault('INVALID_INPUT', wrong ?? lacking ?? '', {
      at: { param: 'inputs' },
      hint: `say which column fills it; ${call} takes ${names.join(', ') || 'nothing'}`,
    })

  let next = 0
  const line = async () => {
    for (let row = next++; row < rows.length; row = next++) {
      try {
        tell({ row, answers: await answered(client, order, only(rows[row] ?? {}, names)) })
      } catch (thrown) {
        const refused = refusal()
        if (refused) throw refused
        tell({ row, problem: wordsOf(thrown) })
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, line))
}

async function answered(client: Client, { call, secondsPerRow }: AskOrder, row: Record<string, unknown>) {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${secondsPerRow} s`)), secondsPerRow * 1000)
  })
  try {
    const { data } = await Promise.race([client.predict(call, row), late])
    return Array.isArray(data) ? data : [data]
  } finally {
    clearTimeout(timer)
  }
}

const only = (row: Record<string, unknown>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name)))

function wordsOf(thrown: unknown): string {
  const { message } = (thrown ?? {}) as { message?: unknown }
  const text = typeof message === 'string' ? message : JSON.stringify(message ?? thrown)
  return text.slice(0, 500)
}

const notReached = (cause: unknown): Fault =>
  new Fault('UNAVAILABLE', `no Gradio app answers: ${wordsOf(cause)}`, {
    at: { param: 'url' },
    hint: 'open its address in a browser: it should show the app',
    cause,
  })
