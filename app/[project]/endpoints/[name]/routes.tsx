'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '../../../_trpc/client.tsx'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { Button } from '../../../_ui/button.tsx'
import { RelativeTime } from '../../../_ui/relative-time.tsx'
import { toast, toastFault } from '../../../_ui/toaster.tsx'
import { words } from '../../../_words/en.ts'
import { Shares } from './shares.tsx'

const text = words.endpoints

interface RoutesProps {
  project: string
  name: string
  routes: Outputs['endpoints']['get']['routes']
  /** Number of the one in force. */
  current: number
}

/** Who answered when; each can answer again. */
export function Routes({ project, name, routes, current }: RoutesProps) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const route = useMutation(
    trpc.endpoints.route.mutationOptions({
      onSuccess: () => {
        queries.invalidateQueries(trpc.endpoints.pathFilter())
        toast.success(text.rolledBack)
      },
      onError: toastFault,
    }),
  )
  return (
    <ol className="border-t border-line">
      {routes.map(({ number, shares, createdAt, createdBy, reason }) => (
        <li key={number} className="flex min-h-10 flex-wrap items-center gap-x-4 border-b border-line px-2">
          <span className="grow">
            <Shares project={project} shares={shares} />
            {reason && <span className="ml-3 text-soft">{reason}</span>}
          </span>
          <span className="text-soft">
            <RelativeTime at={createdAt} /> {createdBy && words.runs.by(createdBy)}
          </span>
          {number === current ? (
            <span className="w-32 text-right font-strong text-accent-text">{text.now}</span>
          ) : (
            <span className="w-32 text-right">
              <Button
                look="quiet"
                disabled={route.isPending}
                onClick={() => route.mutate({ name, to: { route: number } })}
              >
                {text.rollBack}
              </Button>
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}
