'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '../../../_trpc/client.tsx'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { Button } from '../../../_ui/button.tsx'
import { Dialog } from '../../../_ui/dialog.tsx'
import { FaultNotice } from '../../../_ui/fault-notice.tsx'
import { faultText } from '../../../_ui/fault-text.ts'
import { Field } from '../../../_ui/field.tsx'
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
    <Dialog open onOpen={onClose} title={text.fireTitle(trigger.name)} about={text.fireAbout}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (payload) mutate({ trigger: { id: trigger.id }, payload })
        }}
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
        {error && <FaultNotice fault={faultText(error)} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button look="primary" type="submit" disabled={isPending || !payload}>
            {text.fireAction}
          </Button>
        </div>
      </form>
    </Dialog>
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
