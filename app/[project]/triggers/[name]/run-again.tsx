'use client'
import { useMutation } from '@tanstack/react-query'
import { useTRPC } from '../../../_trpc/client.tsx'
import { Button } from '../../../_ui/button.tsx'
import { toast, toastFault } from '../../../_ui/toaster.tsx'
import { words } from '../../../_words/en.ts'

const text = words.triggers

/** What arrived and could not run, as it arrived. */
export function RunAgain({ trigger, arrival }: { trigger: string; arrival: string }) {
  const trpc = useTRPC()
  const { mutate, isPending } = useMutation(
    trpc.triggers.retry.mutationOptions({ onSuccess: () => toast(text.runsAgain), onError: toastFault }),
  )
  return (
    <Button disabled={isPending} onClick={() => mutate({ trigger: { id: trigger }, arrival })}>
      {text.runAgain}
    </Button>
  )
}
