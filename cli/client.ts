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
  // Open Inference calls the message `error`.
  const { error: message, ...rest } = (body ?? {}) as { error?: unknown }
  const told = message === undefined ? body : { message, ...rest }
  if (isFault(told)) throw Fault.fromJSON(told)
  throw new Fault(
    answer.status >= 502 ? 'UNAVAILABLE' : 'INTERNAL',
    `${new URL(address).pathname} answered ${answer.status}`,
  )
}
