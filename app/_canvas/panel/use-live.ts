import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { StepView } from '../api.ts'

/**
 * What the server has on a step, read again when the step is told to have changed; never by the clock. One reading at a
 * time: news that comes meanwhile is read once it is done.
 */
export function useLive<T>(key: readonly string[], step: StepView, read: () => Promise<T>): T | undefined {
  const { data, isFetching, refetch } = useQuery({
    queryKey: ['canvas', ...key],
    queryFn: read,
    placeholderData: keepPreviousData,
  })
  const readFor = useRef<StepView>(undefined)
  useEffect(() => {
    if (isFetching || readFor.current === step) return
    readFor.current = step
    void refetch()
  }, [step, isFetching, refetch])
  return data as T | undefined
}
