import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink, type TRPCClient } from '@trpc/client'
import { EventSource } from 'eventsource'
import superjson from 'superjson'
import type { AppRouter } from '#app/_trpc/router.ts'
import { Fault } from '#pipeline/fault.ts'
import { isFault } from './failure.ts'
import type { Platform } from './platform.ts'

export type Client = TRPCClient<AppRouter>
export type Run = Awaited<ReturnType<Client['runs']['get']['query']>>

export function openClient({ url, token }: Platform): Client {
  const shared = { url: `${url}/api/trpc`, transformer: superjson }
  const headers = { authorization: `Bearer ${token}` }
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({
          ...shared,
          EventSource,
          eventSourceOptions: {
            fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, ...headers } }),
          },
        }),
        false: httpBatchLink({ ...shared, headers, maxURLLength: 4000 }),
      }),
    ],
  })
}

/** Bytes beside tRPC, as they come. Faults: what the platform answered. */
export async function download(address: string, { token }: Pick<Platform, 'token'>): Promise<ReadableStream> {
  const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } })
  if (answer.ok && answer.body) return answer.body
  throw refusal(address, answer.status, await answer.json().catch(() => undefined))
}

/** A request beside tRPC. Faults: what the platform answered. */
export async function ask(
  address: string,
  { token }: Pick<Platform, 'token'>,
  init: RequestInit = {},
): Promise<unknown> {
  const headers = { ...init.headers, authorization: `Bearer ${token}` }
  const answer = await fetch(address, { ...init, headers })
  const body: unknown = await answer.json().catch(() => undefined)
  if (answer.ok) return body
  throw refusal(address, answer.status, body)
}

function refusal(address: string, status: number, body: unknown): Fault {
  // Open Inference calls the message `error`.
  const { error: message, ...rest } = (body ?? {}) as { error?: unknown }
  const told = message === undefined ? body : { message, ...rest }
  if (isFault(told)) return Fault.fromJSON(told)
  return new Fault(status >= 502 ? 'UNAVAILABLE' : 'INTERNAL', `${new URL(address).pathname} answered ${status}`)
}
