'use client'
import { Field } from '../../_ui/field.tsx'
import { Input, TextArea } from '../../_ui/input.tsx'
import { NumberField } from '../../_ui/number-field.tsx'
import { Select } from '../../_ui/select.tsx'
import { words } from '../../_words/en.ts'
import { ConnectionField } from './connection-field.tsx'
import { leaveOrTake } from './folder-fields.tsx'
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
      <Field label={text.as} hint={text.asHint}>
        <Input required value={watch.as} onChange={({ target }) => change({ as: target.value })} spellCheck={false} />
      </Field>
      <NumberField
        label={text.everySeconds}
        least={5}
        value={watch.everySeconds ?? 30}
        onValue={(everySeconds) => change({ everySeconds })}
      />
      <Field label={text.presentRows}>
        <Select
          options={Object.entries(text.present).map(([value, label]) => ({ value, label }))}
          value={watch.present ?? 'leave'}
          onValue={(present) => change({ present: leaveOrTake(present) })}
        />
      </Field>
    </>
  )
}
