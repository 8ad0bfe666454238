'use client'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../../../_trpc/client.tsx'
import { Field } from '../../../_ui/field.tsx'
import { Input } from '../../../_ui/input.tsx'
import { Select } from '../../../_ui/select.tsx'
import { words } from '../../../_words/en.ts'
import type { ChannelFields } from './settings.ts'

const text = words.channels

interface TargetFieldsProps {
  fields: ChannelFields
  onFields: (part: Partial<ChannelFields>) => void
}

/** Where it leads. Secrets are an operator's: here they have names only. */
export function TargetFields({ fields, onFields }: TargetFieldsProps) {
  const { type, to, url, secret } = fields
  const trpc = useTRPC()
  const { mailServer = true, secrets = [] } = useQuery(trpc.channels.outlets.queryOptions()).data ?? {}
  return (
    <>
      <Field label={text.type}>
        <Select
          options={Object.entries(text.types).map(([value, label]) => ({ value, label }))}
          value={type}
          onValue={(value) => onFields({ type: value as ChannelFields['type'] })}
        />
      </Field>
      {type === 'email' && (
        <Field label={text.to} hint={text.toHint} error={mailServer ? undefined : text.noMailServer}>
          <Input value={to} onChange={({ target }) => onFields({ to: target.value })} required autoComplete="off" />
        </Field>
      )}
      {type === 'webhook' && (
        <Field label={text.url} hint={text.urlHint}>
          <Input
            type="url"
            value={url}
            onChange={({ target }) => onFields({ url: target.value })}
            required
            autoComplete="off"
          />
        </Field>
      )}
      {type !== 'email' && (
        <Field
          label={type === 'webhook' ? text.signedWith : text.hook}
          hint={type === 'webhook' ? text.signedHint : text.hookHint}
          error={secrets.length > 0 ? undefined : text.noSecrets}
        >
          <Select
            required
            options={secrets}
            placeholder={text.chooseSecret}
            value={secret}
            onValue={(value) => onFields({ secret: value })}
          />
        </Field>
      )}
    </>
  )
}
