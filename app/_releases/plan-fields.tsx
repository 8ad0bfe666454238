import { Field } from '../_ui/field.tsx'
import { Input } from '../_ui/input.tsx'
import { words } from '../_words/en.ts'
import { ranges, stepsOf, type Wanted } from './wanted.ts'

const text = words.releases

interface NumberFieldProps {
  name: keyof Wanted['numbers']
  hint?: string
  value: string
  onValue: (value: string) => void
}

export function NumberField({ name, hint, value, onValue }: NumberFieldProps) {
  const [low, high] = ranges[name]
  const wrong = value.trim() !== '' && !(Number(value) >= low && Number(value) <= high)
  return (
    <Field
      label={text[name]}
      hint={hint}
      error={wrong ? text.notNumber(low.toLocaleString('en'), high.toLocaleString('en')) : undefined}
    >
      <Input
        className="figures"
        inputMode="decimal"
        autoComplete="off"
        value={value}
        onChange={(event) => onValue(event.target.value)}
      />
    </Field>
  )
}

export function StepsField({ value, onValue }: { value: string; onValue: (value: string) => void }) {
  return (
    <Field label={text.steps} hint={text.stepsHint} error={stepsOf(value) ? undefined : text.stepsWrong}>
      <Input className="figures" autoComplete="off" value={value} onChange={(event) => onValue(event.target.value)} />
    </Field>
  )
}
