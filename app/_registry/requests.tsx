'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { VersionDecision } from '../_comparison/version-decision.tsx'
import { useTRPC } from '../_trpc/client.tsx'
import type { Outputs } from '../_trpc/outputs.ts'
import { Button } from '../_ui/button.tsx'
import { RelativeTime } from '../_ui/relative-time.tsx'
import { toast, toastFault } from '../_ui/toaster.tsx'
import { words } from '../_words/en.ts'
import { DecideDialog } from './decide-dialog.tsx'
import { moveText } from './move-text.ts'

const text = words.approvals

type Request = Outputs['approvals']['list'][number]

/** Moves that were asked for: what, why, who decides; those who may, do it here. */
export function Requests({ project, requests }: { project: string; requests: readonly Request[] }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [deciding, setDeciding] = useState<{ request: Request; how: 'approve' | 'reject' }>()
  const withdraw = useMutation(
    trpc.approvals.withdraw.mutationOptions({
      onSuccess: () => toast(text.withdrawn),
      onError: toastFault,
      onSettled: () => queries.invalidateQueries(trpc.approvals.pathFilter()),
    }),
  )
  return (
    <>
      <ol className="border-t border-line">
        {requests.map((request) => (
          <li key={request.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-2 py-2.5">
            <Asked project={project} request={request} />
            <span className="flex flex-wrap gap-2">
              {request.may.decide && (
                <>
                  <Button onClick={() => setDeciding({ request, how: 'reject' })}>{text.reject}</Button>
                  {request.now === request.from && (
                    <Button look="primary" onClick={() => setDeciding({ request, how: 'approve' })}>
                      {text.approve}
                    </Button>
                  )}
                </>
              )}
              {request.may.withdraw && (
                <Button
                  look="quiet"
                  disabled={withdraw.isPending}
                  onClick={() => withdraw.mutate({ request: request.id })}
                >
                  {text.withdraw}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ol>
      {deciding && <DecideDialog {...deciding} onClose={() => setDeciding(undefined)} />}
    </>
  )
}

function Asked({ project, request }: { project: string; request: Request }) {
  const { id, model, from, now, to, reason, requestedBy, requestedAt, state, approvers, may } = request
  return (
    <div className="min-w-60 grow">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <Link
          className="link"
          href={`/${project}/models/${encodeURIComponent(model)}${to === null ? '' : `?version=${to}`}`}
        >
          {model}
        </Link>
        <span className="font-strong">{moveText(request)}</span>
        <span className="text-soft">{from === null ? text.fromNowhere : text.from(from)}</span>
      </p>
      {state === 'pending' && now !== from && <p className="text-warning">{text.movedSince(now)}</p>}
      {reason && <p className="max-w-160 break-words whitespace-pre-wrap">{reason}</p>}
      <p className="text-12 text-faint">
        {text.request(id)} {text.by(requestedBy)} <RelativeTime at={requestedAt} />
        {state === 'pending' &&
          ` · ${may.withdraw ? text.yours : text.decidedBy.toLowerCase()} ${may.withdraw ? '' : text.decides(approvers.roles, approvers.people)}`}
      </p>
      {state !== 'pending' && <Decision request={request} />}
      {state === 'pending' && to !== null && (
        <details className="pt-1">
          <summary className="cursor-pointer text-soft">{words.decision.speaks}</summary>
          <div className="pt-3">
            <VersionDecision project={project} model={model} number={to} />
          </div>
        </details>
      )}
    </div>
  )
}

function Decision({ request: { state, decidedBy, decidedAt, decision } }: { request: Request }) {
  return (
    <p className="text-12 text-soft">
      <span className={state === 'approved' ? 'text-status-done' : state === 'rejected' ? 'text-danger' : undefined}>
        {text.states[state]}
      </span>{' '}
      {decidedBy && text.by(decidedBy)} {decidedAt && <RelativeTime at={decidedAt} />}
      {decision && `: ${decision}`}
    </p>
  )
}
