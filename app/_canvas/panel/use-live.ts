import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { StepView } from '../api.ts'

/** What the server has on a step, read again whenever the step is told to have changed; never by the clock. */
export function useLive<T>(key: readonly string[], step: StepView, read: () => Promise<T>): T | undefined {
  const client = useQueryClient()
  const queryKey = ['canvas', ...key]
  const { data } = useQuery({ queryKey, queryFn: read, placeholderData: keepPreviousData })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step object is the news
  useEffect(() => {
    void client.invalidateQueries({ queryKey })
  }, [client, step, ...key])
  return data as T | undefined
}
