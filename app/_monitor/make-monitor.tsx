'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Activity } from 'lucide-react'
import { useTRPC } from '../_trpc/client.tsx'
import { Button } from '../_ui/button.tsx'
import { toast } from '../_ui/toaster.tsx'
import { words } from '../_words/en.ts'

const text = words.monitors

/** A sensible monitor by one click. */
export function MakeMonitor({ endpoint }: { endpoint: string }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const make = useMutation(
    trpc.monitors.create.mutationOptions({
      onSuccess: () => {
        toast(text.created)
        return queries.invalidateQueries(trpc.monitors.pathFilter())
      },
    }),
  )
  return (
    <Button disabled={make.isPending} onClick={() => make.mutate({ endpoint })}>
      <Activity aria-hidden />
      {text.create}
    </Button>
  )
}
