'use client'
import { Field } from '../../_ui/field.tsx'
import { Input, TextArea } from '../../_ui/input.tsx'
import { words } from '../../_words/en.ts'
import { ConnectionField } from './connection-field.tsx'
import { LookFields } from './look-fields.tsx'
import type { Watch } from './settings.ts'

const text = words.triggers

interface QueryFieldsProps {
  watch: Extract<Watch, { kind: 'query' }>
  onWatch: (watch: Watch) => void
}

export function QueryFields({ watch, onWatch }: QueryFieldsProps) {
  const change = (part: Partial<typeof watch>) => onWatch({ ...watch, ...part })
  return (
    <>
      <ConnectionField name={watch.connection} onName={(connection) => change({ connection })} />
      <Field label={text.sql} hint={text.sqlHint}>
        <TextArea
          required
          value={watch.sql}
          onChange={({ target }) => change({ sql: target.value })}
          className="font-mono"
          spellCheck={false}
        />
      </Field>
      <Field label={text.column} hint={text.columnHint}>
        <Input
          required
          value={watch.column}
          onChange={({ target }) => change({ column: target.value })}
          className="font-mono"
          spellCheck={false}
        />
      </Field>
      <Field label={text.rowKey} hint={text.rowKeyHint}>
        <Input
          value={watch.key ?? ''}
          onChange={({ target }) => change({ key: target.value || undefined })}
          className="font-mono"
          spellCheck={false}
        />
      </Field>
      <LookFields watch={watch} present={text.presentRows} onChange={change} />
    </>
  )
}
