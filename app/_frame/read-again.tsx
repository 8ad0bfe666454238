'use client'
import { type Query, type QueryClient, type QueryFilters, useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useEffect, useRef } from 'react'
import type { PlatformEvent } from '#services/events/notify.ts'
import { useTRPC } from '../_trpc/client.tsx'
import { useVisible } from './use-visible.ts'

/** Reads lists again when the platform says that something changed, at most once a second and only while they are seen. */
export function ReadAgain() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const visible = useVisible()
  const due = useRef(new Map<string, ReturnType<typeof setTimeout>>())

  useEffect(() => {
    const timers = due.current
    return () => {
      for (const timer of timers.values()) clearTimeout(timer)
      timers.clear()
    }
  }, [])

  const filters = {
    run: [
      trpc.runs.list.pathFilter(),
      trpc.lineage.pathFilter(),
      trpc.pipelines.list.pathFilter(),
      trpc.datasets.listMade.pathFilter(),
      trpc.monitors.pathFilter(),
      ...[trpc.schedules.list, trpc.schedules.firings, trpc.triggers.list, trpc.triggers.firings].map((one) =>
        one.pathFilter(),
      ),
    ],
    file: [trpc.files.pathFilter(), trpc.lineage.pathFilter()],
    pipeline: [...[trpc.pipelines.list.pathFilter(), trpc.pipelines.get.pathFilter()], trpc.monitors.pathFilter()],
    model: [
      trpc.models.pathFilter(),
      trpc.approvals.pathFilter(),
      trpc.endpoints.pathFilter(),
      trpc.lineage.pathFilter(),
    ],
    endpoint: [trpc.endpoints.pathFilter(), trpc.lineage.pathFilter()],
    release: [trpc.releases.pathFilter(), trpc.endpoints.pathFilter()],
    traffic: [trpc.releases.pathFilter(), trpc.traffic.pathFilter()],
    demo: [trpc.demos.pathFilter()],
    alert: [trpc.alerts.pathFilter(), trpc.channels.pathFilter()],
    schedule: [trpc.schedules.pathFilter()],
    trigger: [trpc.triggers.pathFilter()],
    experiment: [
      trpc.experiments.pathFilter(),
      trpc.datasets.list.pathFilter(),
      ...[trpc.tracked.rows, trpc.tracked.outline, trpc.tracked.keys, trpc.tracked.get].map((one) => one.pathFilter()),
    ],
  }
  const filtersOf = ({ topic, run }: PlatformEvent) => {
    if (topic === 'everything') return [...Object.values(filters).flat(), trpc.tracked.pathFilter()]
    return topic === 'tracked-run' ? [trackedRun(trpc.tracked.pathFilter(), run)] : filters[topic]
  }
  useSubscription(
    trpc.events.watch.subscriptionOptions(
      {},
      {
        enabled: visible,
        onData: (event) => {
          const about = `${event.topic} ${event.topic === 'tracked-run' ? (event.run ?? '') : ''}`
          if (due.current.has(about)) return
          const read = () => {
            due.current.delete(about)
            for (const query of filtersOf(event).flatMap((filter) => queries.getQueryCache().findAll(filter)))
              readOnce(queries, query)
          }
          due.current.set(about, setTimeout(read, 1000))
        },
      },
    ),
  )
  return null
}

/**
 * Reading again what somebody waits for, a first answer or an older page, would be left out or lose the page: it comes
 * once that is there, for it may have been read before the change.
 */
function readOnce(queries: QueryClient, { queryKey, state, promise }: Query): void {
  const read = () => queries.invalidateQueries({ queryKey, exact: true })
  const isAwaited = state.data === undefined || state.fetchMeta?.fetchMore !== undefined
  if (state.fetchStatus !== 'fetching' || !isAwaited || !promise) return void read()
  // An answer is kept a moment after it came.
  const later = () => setTimeout(read)
  promise.then(later, later)
}

/** What shows a run that was logged to: questions that name it, and tables, which may hold it. */
function trackedRun(filter: QueryFilters, run: string | undefined): QueryFilters {
  const isAbout = ({ id, ids, runs, folder }: { id?: string; ids?: string[]; runs?: string[]; folder?: string }) => {
    if (run === undefined) return true
    if (id) return id === run
    return (ids ?? runs)?.includes(run) ?? folder?.includes(run.replaceAll('-', '')) ?? true
  }
  return {
    ...filter,
    predicate: ({ queryKey: [path, about] }) => {
      const { input } = (about ?? {}) as { input?: Parameters<typeof isAbout>[0] }
      return !unmoved.has((path as string[])[1] ?? '') && isAbout(input ?? {})
    },
  }
}

/** What a run that is logged to does not change: how many there are, what describes them, bytes that were stored. */
const unmoved = new Set(['outline', 'keys', 'preview'])
