'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '../../../_trpc/client.tsx'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { Field } from '../../../_ui/field.tsx'
import { FormDialog } from '../../../_ui/form-dialog.tsx'
import { TextArea } from '../../../_ui/input.tsx'
import { toast } from '../../../_ui/toaster.tsx'
import { words } from '../../../_words/en.ts'
import { samplePayload } from './sample-payload.ts'

const text = words.triggers

export function FireNow({ trigger, onClose }: { trigger: Outputs['triggers']['get']; onClose: () => void }) {
  const trpc = useTRPC()
  const [lines, setLines] = useState(() => JSON.stringify(samplePayload(trigger), null, 2))
  const payload = objectOf(lines)
  const { mutate, error, isPending } = useMutation(
    trpc.triggers.fireNow.mutationOptions({
      onSuccess: () => {
        toast(text.fired)
        onClose()
      },
    }),
  )
  return (
    <FormDialog
      onClose={onClose}
      title={text.fireTitle(trigger.name)}
      about={text.fireAbout}
      action={text.fireAction}
      ready={!isPending && payload !== undefined}
      error={error}
      onSend={() => payload && mutate({ trigger: { id: trigger.id }, payload })}
    >
      <Field label={text.payload} error={payload ? undefined : text.notJson}>
        <TextArea
          rows={8}
          value={lines}
          onChange={({ target }) => setLines(target.value)}
          className="font-mono"
          spellCheck={false}
        />
      </Field>
    </FormDialog>
  )
}

function objectOf(lines: string): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(lines)
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? (read as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
