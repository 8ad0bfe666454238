import { dehydrate, type FetchQueryOptions, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import { createTRPCOptionsProxy, type TRPCOptionsProxy } from '@trpc/tanstack-react-query'
import type { ReactNode } from 'react'
import { signedIn } from '../_auth/signed-in.ts'
import { queryOptions } from './query-options.ts'
import { type AppRouter, appRouter } from './router.ts'

export type Trpc = TRPCOptionsProxy<AppRouter>

type Next = (trpc: Trpc, known: QueryClient) => unknown[]

interface PrefetchedProps {
  project: string
  /** What the components within ask first; they find the answers there. */
  queries: (trpc: Trpc) => unknown[]
  /** What they ask once they know those answers, and then once they know these. */
  next?: Next | readonly Next[]
  children: ReactNode
}

/** Reads on the server what a page shows first, so that its first paint has it. A fault is left to the component. */
export async function Prefetched({ project, queries, next, children }: PrefetchedProps) {
  const context = await signedIn(project)
  const queryClient = new QueryClient(queryOptions)
  const trpc = createTRPCOptionsProxy<AppRouter>({
    router: appRouter,
    ctx: { context: async () => context },
    queryClient,
  })
  const read = (all: unknown[]) =>
    Promise.all(all.map((options) => queryClient.prefetchQuery(options as FetchQueryOptions)))
  await read(queries(trpc))
  for (const one of next ? [next].flat() : []) await read(one(trpc, queryClient))
  return <HydrationBoundary state={dehydrate(queryClient)}>{children}</HydrationBoundary>
}
