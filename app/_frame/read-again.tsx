'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useEffect, useRef } from 'react'
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
    run: [trpc.runs.list.pathFilter(), trpc.lineage.pathFilter(), trpc.pipelines.list.pathFilter()],
    file: [trpc.files.pathFilter(), trpc.lineage.pathFilter()],
    pipeline: [trpc.pipelines.list.pathFilter(), trpc.pipelines.get.pathFilter()],
    model: [
      trpc.models.pathFilter(),
      trpc.approvals.pathFilter(),
      trpc.endpoints.pathFilter(),
      trpc.lineage.pathFilter(),
    ],
    endpoint: [trpc.endpoints.pathFilter(), trpc.lineage.pathFilter()],
    schedule: [trpc.schedules.pathFilter()],
  }
  useSubscription(
    trpc.events.watch.subscriptionOptions(
      {},
      {
        enabled: visible,
        onData: ({ topic }) => {
          if (due.current.has(topic)) return
          const read = () => {
            due.current.delete(topic)
            for (const filter of topic === 'everything' ? Object.values(filters).flat() : filters[topic])
              queries.invalidateQueries(filter)
          }
          due.current.set(topic, setTimeout(read, 1000))
        },
      },
    ),
  )
  return null
}
