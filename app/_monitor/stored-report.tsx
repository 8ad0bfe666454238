'use client'
import { useQuery } from '@tanstack/react-query'
import type { WatchKind } from '#pipeline/ports/watch.ts'
import { useTRPC } from '../_trpc/client.tsx'
import { Loaded } from '../_ui/loaded.tsx'
import { words } from '../_words/en.ts'
import { DriftReport } from './drift-report.tsx'
import { WatchReport } from './watch-report.tsx'

/** A report of monitoring as it is stored, with its pictures. */
export function StoredReport({ kind, artifact }: { kind: 'drift' | WatchKind; artifact: string }) {
  return kind === 'drift' ? <StoredDrift artifact={artifact} /> : <StoredWatch artifact={artifact} />
}

const forEver = { staleTime: Number.POSITIVE_INFINITY }
const what = words.monitors.reports.toLowerCase()

function StoredDrift({ artifact }: { artifact: string }) {
  const found = useQuery(useTRPC().artifacts.drift.queryOptions({ artifact }, forEver))
  return (
    <Loaded query={found} what={what}>
      {(drift) => <DriftReport drift={drift} />}
    </Loaded>
  )
}

function StoredWatch({ artifact }: { artifact: string }) {
  const found = useQuery(useTRPC().artifacts.watch.queryOptions({ artifact }, forEver))
  return (
    <Loaded query={found} what={what}>
      {(watch) => <WatchReport watch={watch} />}
    </Loaded>
  )
}
