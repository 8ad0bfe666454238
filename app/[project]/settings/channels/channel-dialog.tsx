'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '../../../_trpc/client.tsx'
import { Field } from '../../../_ui/field.tsx'
import { FormDialog } from '../../../_ui/form-dialog.tsx'
import { Input } from '../../../_ui/input.tsx'
import { Select } from '../../../_ui/select.tsx'
import { words } from '../../../_words/en.ts'
import { type Channel, type ChannelFields, fieldsOf, wantedOf } from './settings.ts'
import { TargetFields } from './target-fields.tsx'

const text = words.channels

export function ChannelDialog({ channel, onClose }: { channel?: Channel; onClose: () => void }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [fields, setFields] = useState(() => fieldsOf(channel))
  const change = (part: Partial<ChannelFields>) => setFields((before) => ({ ...before, ...part }))
  const onSuccess = () => {
    onClose()
    return queries.invalidateQueries(trpc.channels.pathFilter())
  }
  const create = useMutation(trpc.channels.create.mutationOptions({ onSuccess }))
  const update = useMutation(trpc.channels.update.mutationOptions({ onSuccess }))
  const { error, isPending } = channel ? update : create
  return (
    <FormDialog
      onClose={onClose}
      title={channel ? text.editTitle(channel.name) : text.create}
      action={channel ? text.save : text.createAction}
      ready={!isPending}
      error={error}
      onSend={() => {
        const wanted = wantedOf(fields)
        if (channel) update.mutate({ id: channel.id, ...wanted })
        else create.mutate(wanted)
      }}
    >
      <Field label={text.name}>
        <Input
          value={fields.name}
          onChange={({ target }) => change({ name: target.value })}
          required
          maxLength={80}
          autoComplete="off"
        />
      </Field>
      <TargetFields fields={fields} onFields={change} />
      <Field label={text.from}>
        <Select
          options={Object.entries(words.alerts.severities).map(([value, label]) => ({ value, label }))}
          value={fields.from}
          onValue={(from) => change({ from: from as ChannelFields['from'] })}
        />
      </Field>
      <Field label={text.kinds} hint={text.kindsHint}>
        <Input
          value={fields.kinds}
          onChange={({ target }) => change({ kinds: target.value })}
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
      <Field label={text.quiet}>
        <Input
          type="number"
          min={0}
          max={1440}
          value={fields.quietMinutes}
          onChange={({ target }) => change({ quietMinutes: Math.round(target.valueAsNumber || 0) })}
        />
      </Field>
    </FormDialog>
  )
}
