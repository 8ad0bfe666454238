import type { ModelInput } from '#pipeline/ports/model.ts'
import { Field } from '../../../_ui/field.tsx'
import { Input } from '../../../_ui/input.tsx'
import { numberText } from '../../../_ui/number-text.tsx'
import { Select } from '../../../_ui/select.tsx'
import { TypeGlyph } from '../../../_ui/type-glyph.tsx'
import { words } from '../../../_words/en.ts'
import { PictureField } from './picture-field.tsx'

const text = words.endpoints
const mostInList = 12

interface InputFieldProps {
  input: ModelInput
  value: string
  error: string | undefined
  onValue: (value: string) => void
}

/** One column of a row: a list for few categories, suggestions for many, a number with its range in training. */
export function InputField({ input, value, error, onValue }: InputFieldProps) {
  const { name, type, range, missing, picture, categories = [], categoryCount = categories.length } = input
  const first = categories.slice(0, 3).map(({ value }) => value)
  const hints = [
    range && text.range(numberText(range[0]), numberText(range[1])),
    categoryCount > mostInList && text.suchAs(words.models.categories(categoryCount), first.join(', ')),
    missing > 0 && words.models.optional,
  ].filter(Boolean)
  if (picture) return <PictureField name={name} picture={picture} value={value} error={error} onValue={onValue} />
  const label = (
    <span className="flex items-center gap-1.5">
      <TypeGlyph type={type} />
      <code className="truncate">{name}</code>
    </span>
  )
  return (
    <Field label={label} hint={hints.join(', ')} error={error}>
      <Control input={input} value={value} onValue={onValue} />
    </Field>
  )
}

function Control({ input, value, onValue }: Omit<InputFieldProps, 'error'>) {
  const { name, type, missing, categories = [], categoryCount = categories.length } = input
  const unset = missing > 0 ? text.leftOut : text.needed
  if (type === 'boolean')
    return (
      <Select
        value={value}
        placeholder={unset}
        options={[
          { value: 'true', label: text.yes },
          { value: 'false', label: text.no },
        ]}
        onValue={onValue}
      />
    )
  if (type === 'text' && categories.length > 0 && categoryCount <= mostInList) {
    const known = categories.map((category) => category.value)
    return (
      <Select
        value={value}
        placeholder={unset}
        options={known.includes(value) || value === '' ? known : [...known, value]}
        onValue={onValue}
      />
    )
  }
  const numeric = type !== 'text'
  return (
    <>
      <Input
        value={value}
        placeholder={unset}
        autoComplete="off"
        {...(numeric && { inputMode: 'decimal', className: 'figures' })}
        {...(!numeric && categories.length > 0 && { list: `${name}-categories` })}
        onChange={(event) => onValue(event.target.value)}
      />
      {!numeric && categories.length > 0 && (
        <datalist id={`${name}-categories`}>
          {categories.map((category) => (
            <option key={category.value} value={category.value} />
          ))}
        </datalist>
      )}
    </>
  )
}
