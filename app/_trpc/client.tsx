'use client'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createTRPCClient, httpBatchLink, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import { createTRPCContext } from '@trpc/tanstack-react-query'
import { type ReactNode, useState } from 'react'
import superjson from 'superjson'
import { queryOptions } from './query-options.ts'
import type { AppRouter } from './router.ts'

const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>()

export { useTRPC, useTRPCClient }

/** For a question that takes its time: the others of its batch would have to wait for it. */
export const alone = { trpc: { context: { alone: true } } }

/** The platform as the components of one project see it. */
export function Trpc({ project, children }: { project: string; children: ReactNode }) {
  const [queryClient] = useState(() => new QueryClient(queryOptions))
  const [trpcClient] = useState(() => makeClient(project))
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  )
}

const makeClient = (project: string) => {
  const shared = { url: '/api/trpc', transformer: superjson }
  const headers = { 'x-espalier-project': project }
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({ ...shared, connectionParams: { project } }),
        false: splitLink({
          condition: ({ context }) => context.alone === true,
          true: httpLink({ ...shared, headers }),
          false: httpBatchLink({ ...shared, maxURLLength: 4000, headers }),
        }),
      }),
    ],
  })
}
