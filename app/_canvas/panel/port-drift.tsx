'use client'
import { useQuery } from '@tanstack/react-query'
import { DriftReport } from '../../_monitor/drift-report.tsx'
import { WatchReport } from '../../_monitor/watch-report.tsx'
import { Loaded } from '../../_ui/loaded.tsx'
import { words } from '../../_words/en.ts'
import { useEditor } from '../editor-context.ts'

/** A report of drift, as a run made it. */
export function PortDrift({ artifact }: { artifact: string }) {
  const { api } = useEditor()
  const found = useQuery({
    queryKey: ['canvas', 'drift', artifact],
    queryFn: () => api.drift(artifact),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Loaded query={found} what={words.monitors.reports.toLowerCase()}>
      {(drift) => <DriftReport drift={drift} />}
    </Loaded>
  )
}

/** Any other report of monitoring. */
export function PortWatch({ artifact }: { artifact: string }) {
  const { api } = useEditor()
  const found = useQuery({
    queryKey: ['canvas', 'watch', artifact],
    queryFn: () => api.found(artifact),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Loaded query={found} what={words.monitors.reports.toLowerCase()}>
      {(watch) => <WatchReport watch={watch} />}
    </Loaded>
  )
}
