'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '../_trpc/client.tsx'
import { Button } from '../_ui/button.tsx'
import { Field } from '../_ui/field.tsx'
import { FormDialog } from '../_ui/form-dialog.tsx'
import { TextArea } from '../_ui/input.tsx'
import { toast } from '../_ui/toaster.tsx'
import { words } from '../_words/en.ts'
import type { Release } from './steps.tsx'

const text = words.releases

type Verb = 'approve' | 'reject' | 'rollback' | 'cancel'

/** What may be done with a release now, by who looks at it. */
export function Decisions({ release }: { release: Release }) {
  const [verb, setVerb] = useState<Verb>()
  const { may, state } = release
  return (
    <div className="flex flex-wrap items-center gap-2">
      {may.decide && (
        <>
          <Button look="primary" onClick={() => setVerb('approve')}>
            {text.approve}
          </Button>
          <Button onClick={() => setVerb('reject')}>{text.reject}</Button>
        </>
      )}
      {may.stop && (
        <>
          {release.route !== null && (
            <Button look="danger" onClick={() => setVerb('rollback')}>
              {text.rollback}
            </Button>
          )}
          <Button look="quiet" onClick={() => setVerb('cancel')}>
            {text.cancel}
          </Button>
        </>
      )}
      {state === 'waiting' && !may.decide && <span className="text-soft">{text.ownRelease}</span>}
      {verb && <Decide verb={verb} release={release} onClose={() => setVerb(undefined)} />}
    </div>
  )
}

interface DecideProps {
  verb: Verb
  release: Release
  onClose: () => void
}

function Decide({ verb, release, onClose }: DecideProps) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const options = {
    onSuccess: () => {
      toast.success(text.done[verb])
      onClose()
    },
    onSettled: () => {
      queries.invalidateQueries(trpc.releases.pathFilter())
      queries.invalidateQueries(trpc.endpoints.pathFilter())
    },
  }
  const verbs = {
    approve: useMutation(trpc.releases.approve.mutationOptions(options)),
    reject: useMutation(trpc.releases.reject.mutationOptions(options)),
    rollback: useMutation(trpc.releases.rollback.mutationOptions(options)),
    cancel: useMutation(trpc.releases.cancel.mutationOptions(options)),
  }
  const { error, isPending } = verbs[verb]
  // The page may come to show another while somebody writes.
  const [ref] = useState({ endpoint: release.endpoint, release: release.id })
  return (
    <FormDialog
      onClose={onClose}
      title={text.decide[verb]}
      action={text[verb]}
      leave={words.common.close}
      look={verb === 'approve' ? 'primary' : 'danger'}
      ready={!isPending}
      error={error}
      onSend={(fields) => {
        const reason = String(fields.get('reason')).trim()
        if (verb === 'reject') verbs.reject.mutate({ ...ref, reason })
        else verbs[verb].mutate({ ...ref, ...(reason && { reason }) })
      }}
    >
      <Field label={verb === 'reject' ? text.reason : text.reasonOptional}>
        <TextArea name="reason" required={verb === 'reject'} maxLength={2000} />
      </Field>
    </FormDialog>
  )
}
