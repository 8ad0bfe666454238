'use client'
import { Field } from '../../_ui/field.tsx'
import { Input } from '../../_ui/input.tsx'
import { Select } from '../../_ui/select.tsx'
import { words } from '../../_words/en.ts'
import { NumberField } from './number-field.tsx'
import type { Watch } from './settings.ts'

const text = words.triggers

interface FolderFieldsProps {
  watch: Extract<Watch, { kind: 'folder' }>
  onWatch: (watch: Watch) => void
}

export const leaveOrTake = (value: string) => (value === 'take' ? 'take' : 'leave')

export function FolderFields({ watch, onWatch }: FolderFieldsProps) {
  const change = (part: Partial<typeof watch>) => onWatch({ ...watch, ...part })
  return (
    <>
      <Field label={text.folder} hint={text.folderHint}>
        <Input
          required
          value={watch.folder}
          onChange={({ target }) => change({ folder: target.value })}
          className="font-mono"
          spellCheck={false}
        />
      </Field>
      <Field label={text.glob} hint={text.globHint}>
        <Input
          required
          value={watch.glob ?? ''}
          onChange={({ target }) => change({ glob: target.value })}
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
      <Field label={text.presentFiles}>
        <Select
          options={Object.entries(text.present).map(([value, label]) => ({ value, label }))}
          value={watch.present ?? 'leave'}
          onValue={(present) => change({ present: leaveOrTake(present) })}
        />
      </Field>
      <Field label={text.same}>
        <Select
          options={Object.entries(text.sames).map(([value, label]) => ({ value, label }))}
          value={watch.same ?? 'leave'}
          onValue={(same) => change({ same: leaveOrTake(same) })}
        />
      </Field>
    </>
  )
}
