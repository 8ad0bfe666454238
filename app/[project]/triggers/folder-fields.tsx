'use client'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../../_trpc/client.tsx'
import { Field } from '../../_ui/field.tsx'
import { Input } from '../../_ui/input.tsx'
import { NumberField } from '../../_ui/number-field.tsx'
import { Select } from '../../_ui/select.tsx'
import { words } from '../../_words/en.ts'
import { LookFields, leaveOrTake } from './look-fields.tsx'
import type { Watch } from './settings.ts'

const text = words.triggers

interface FolderFieldsProps {
  watch: Extract<Watch, { kind: 'folder' }>
  onWatch: (watch: Watch) => void
}

export function FolderFields({ watch, onWatch }: FolderFieldsProps) {
  const trpc = useTRPC()
  const folders = useQuery(trpc.triggers.places.queryOptions()).data?.folders
  const change = (part: Partial<typeof watch>) => onWatch({ ...watch, ...part })
  return (
    <>
      <Field
        label={text.folder}
        hint={folders?.length === 0 ? text.noFolders : text.folderHint((folders ?? []).join(', '))}
      >
        <Input
          required
          list="watched-folders"
          value={watch.folder}
          onChange={({ target }) => change({ folder: target.value })}
          className="font-mono"
          spellCheck={false}
        />
        <datalist id="watched-folders">
          {folders?.map((folder) => (
            <option key={folder} value={folder} />
          ))}
        </datalist>
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
      <LookFields watch={watch} present={text.presentFiles} onChange={change}>
        <NumberField
          label={text.settleSeconds}
          hint={text.settleHint}
          least={1}
          value={watch.settleSeconds ?? 5}
          onValue={(settleSeconds) => change({ settleSeconds })}
        />
      </LookFields>
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
