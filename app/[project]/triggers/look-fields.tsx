'use client'
import type { ReactNode } from 'react'
import { Field } from '../../_ui/field.tsx'
import { Input } from '../../_ui/input.tsx'
import { NumberField } from '../../_ui/number-field.tsx'
import { Select } from '../../_ui/select.tsx'
import { words } from '../../_words/en.ts'
import type { Watch } from './settings.ts'

const text = words.triggers

type Looking = Extract<Watch, { kind: 'folder' | 'query' }>
type Looks = Pick<Looking, 'as' | 'everySeconds' | 'present'>

interface LookFieldsProps {
  watch: Looking
  /** Of what is there already. */
  present: string
  onChange: (part: Partial<Looks>) => void
  children?: ReactNode
}

export const leaveOrTake = (value: string) => (value === 'take' ? 'take' : 'leave')

/** How often it looks, what it makes of what it finds, and whether that is also what is there already. */
export function LookFields({ watch, present, onChange, children }: LookFieldsProps) {
  return (
    <>
      <Field label={text.as} hint={text.asHint}>
        <Input required value={watch.as} onChange={({ target }) => onChange({ as: target.value })} spellCheck={false} />
      </Field>
      <NumberField
        label={text.everySeconds}
        least={5}
        value={watch.everySeconds ?? 30}
        onValue={(everySeconds) => onChange({ everySeconds })}
      />
      {children}
      <Field label={present}>
        <Select
          options={Object.entries(text.present).map(([value, label]) => ({ value, label }))}
          value={watch.present ?? 'leave'}
          onValue={(value) => onChange({ present: leaveOrTake(value) })}
        />
      </Field>
    </>
  )
}
