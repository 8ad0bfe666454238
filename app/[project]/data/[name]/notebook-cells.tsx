'use client'
import { useQuery } from '@tanstack/react-query'
import { Notebook } from '../../../_tracking/artifacts/notebook.tsx'
import { useTRPC } from '../../../_trpc/client.tsx'
import { Loaded } from '../../../_ui/loaded.tsx'

/** A stored notebook, to read. */
export function NotebookCells({ name, version }: { name: string; version?: number }) {
  const trpc = useTRPC()
  const read = useQuery(trpc.notebooks.read.queryOptions({ name, ...(version && { version }) }))
  return (
    <div className="pt-4">
      <Loaded query={read} what={name}>
        {({ cells }) => <Notebook cells={cells} />}
      </Loaded>
    </div>
  )
}
