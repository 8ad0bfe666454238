'use client'
import { useState } from 'react'
import { Field } from '../../../_ui/field.tsx'
import { FormDialog } from '../../../_ui/form-dialog.tsx'
import { Input } from '../../../_ui/input.tsx'
import { Select } from '../../../_ui/select.tsx'
import { words } from '../../../_words/en.ts'

const text = words.alerts

interface SilenceDialogProps {
  kind: string
  change: { isPending: boolean; error: unknown }
  onSilence: (wanted: { over: string; minutes: number; reason: string }) => void
  onClose: () => void
}

export function SilenceDialog({ kind, change, onSilence, onClose }: SilenceDialogProps) {
  const [over, setOver] = useState('key')
  const [minutes, setMinutes] = useState('480')
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      onClose={onClose}
      title={text.silenceTitle}
      about={text.silenceAbout}
      action={text.silenceAction}
      ready={!change.isPending && reason.trim() !== ''}
      error={change.error}
      onSend={() => onSilence({ over, minutes: Number(minutes), reason })}
    >
      <Field label={text.reason} hint={text.reasonHint}>
        <Input
          value={reason}
          onChange={({ target }) => setReason(target.value)}
          required
          maxLength={500}
          autoComplete="off"
        />
      </Field>
      <Field label={text.silenceOver}>
        <Select
          value={over}
          onValue={setOver}
          options={[
            { value: 'key', label: text.overKey },
            { value: 'kind', label: text.overKind(kind) },
          ]}
        />
      </Field>
      <Field label={text.silenceFor}>
        <Select
          value={minutes}
          onValue={setMinutes}
          options={Object.entries(text.lengths).map(([value, label]) => ({ value, label }))}
        />
      </Field>
    </FormDialog>
  )
}
