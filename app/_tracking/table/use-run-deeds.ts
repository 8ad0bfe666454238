'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTRPC } from '../../_trpc/client.tsx'
import { toast, toastFault } from '../../_ui/toaster.tsx'
import { words } from '../../_words/en.ts'
import { mostCompared } from '../compare/most.ts'
import type { Chosen } from './use-chosen.ts'

const text = words.tracking

/** What can be done with the runs that are chosen. */
export function useRunDeeds(project: string, chosen: Chosen) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const router = useRouter()
  const removing = useMutation(trpc.tracked.remove.mutationOptions())
  const restoring = useMutation(trpc.tracked.restore.mutationOptions())
  const all = async (deed: (id: string) => Promise<unknown>, ids: readonly string[]) => {
    try {
      for (const id of ids) await deed(id)
      chosen.clear()
    } finally {
      await queries.invalidateQueries(trpc.tracked.pathFilter())
    }
  }
  const restore = (ids: readonly string[]) =>
    all((id) => restoring.mutateAsync({ id }), ids).then(() => toast(text.restored(ids.length)), toastFault)
  const destroying = useMutation(
    trpc.tracked.destroy.mutationOptions({
      onSuccess: (_, { ids }) => {
        toast(text.destroyed(ids.length))
        chosen.clear()
      },
      onSettled: () => queries.invalidateQueries(trpc.tracked.pathFilter()),
    }),
  )
  return {
    canCompare: chosen.ids.length >= 2 && chosen.ids.length <= mostCompared,
    compare: () => {
      if (chosen.ids.length < 2 || chosen.ids.length > mostCompared) toast(text.compareLimit)
      else router.push(`/${project}/experiments/compare?runs=${chosen.ids.join(',')}`)
    },
    remove: () => {
      const { ids } = chosen
      if (ids.length === 0) return
      const undo = { action: { label: words.experiments.undo, onClick: () => void restore(ids) } }
      all((id) => removing.mutateAsync({ id }), ids).then(() => toast(text.deleted(ids.length), undo), toastFault)
    },
    restore: () => void restore(chosen.ids),
    destroy: () => destroying.mutateAsync({ ids: [...chosen.ids] }),
  }
}
