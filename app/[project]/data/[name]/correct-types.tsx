'use client'
import type { Column } from '#pipeline/columns.ts'
import { type CorrectedType, correctedTypes } from '#pipeline/params.ts'
import { Field } from '../../../_ui/field.tsx'
import { Select } from '../../../_ui/select.tsx'
import { typeOption, typeText } from '../../../_ui/type-text.ts'
import { words } from '../../../_words/en.ts'

const text = words.data

export type Types = Record<string, CorrectedType>

interface CorrectTypesProps {
  columns: readonly Column[]
  value: Types
  onValue(value: Types): void
}

/** The columns whose type was corrected, and one more to choose. */
export function CorrectTypes({ columns, value, onValue }: CorrectTypesProps) {
  const free = columns.filter(({ name }) => !(name in value))
  const isType = (type: string): type is CorrectedType => correctedTypes.some((one) => one === type)
  const set = (name: string, type: string) => {
    const { [name]: _, ...rest } = value
    onValue(isType(type) ? { ...rest, [name]: type } : rest)
  }
  return (
    <>
      {Object.entries(value).map(([name, type]) => (
        <Field key={name} label={text.typeOf(name)}>
          <Select
            value={type}
            options={[{ value: '', label: text.asDetected }, ...correctedTypes.map(typeOption)]}
            onValue={(next) => set(name, next)}
          />
        </Field>
      ))}
      {free.length > 0 && (
        <Field label={text.correctType}>
          <Select
            value=""
            placeholder={text.chooseColumn}
            options={free.map(({ name, type }) => ({
              value: name,
              label: `${name} (${typeText(type).toLowerCase()})`,
            }))}
            onValue={(name) => name && set(name, 'VARCHAR')}
          />
        </Field>
      )}
    </>
  )
}
