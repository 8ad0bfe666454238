import { Field } from '../_ui/field.tsx'
import { Input } from '../_ui/input.tsx'
import { words } from '../_words/en.ts'
import { stepsOf, type Wanted } from './wanted.ts'

const text = words.releases

interface NumberFieldProps {
  name: keyof Wanted['numbers']
  hint?: string
  value: string
  onValue: (value: string) => void
}

export function NumberField({ name, hint, value, onValue }: NumberFieldProps) {
  const wrong = value.trim() !== '' && !(Number(value) >= 0)
  return (
    <Field label={text[name]} hint={hint} error={wrong ? words.releases.notNumber : undefined}>
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
