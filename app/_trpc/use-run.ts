'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useVisible } from '../_frame/use-visible.ts'
import { useTRPC } from './client.tsx'

/** A run as it is now: read once, then told by the platform until it has ended. */
export function useRun(id: string) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const visible = useVisible()
  const run = useQuery(trpc.runs.get.queryOptions({ id }, { staleTime: Number.POSITIVE_INFINITY }))
  useSubscription(
    trpc.runs.watch.subscriptionOptions(
      { id },
      {
        enabled: visible && run.data !== undefined && run.data.endedAt === null,
        onData: (view) => {
          queries.setQueryData(trpc.runs.get.queryKey({ id }), view)
        },
      },
    ),
  )
  return run
}
