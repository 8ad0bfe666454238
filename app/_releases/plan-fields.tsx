import { Field } from '../_ui/field.tsx'
import { Input } from '../_ui/input.tsx'
import { Select } from '../_ui/select.tsx'
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

interface MetricFieldsProps {
  value: Pick<Wanted, 'metric' | 'outcome' | 'better'>
  onValue: (change: Partial<Wanted>) => void
}

/** What labels tell of two versions. */
export function MetricFields({ value, onValue }: MetricFieldsProps) {
  const { metric, outcome, better } = value
  return (
    <div className="grid gap-x-4 gap-y-3 md:grid-cols-2">
      <Field label={text.metric} hint={text.metricHints[metric]}>
        <Select
          value={metric}
          options={(['right', 'outcome'] as const).map((value) => ({ value, label: text.metrics[value] }))}
          onValue={(next) => onValue({ metric: next as Wanted['metric'] })}
        />
      </Field>
      {metric === 'outcome' && (
        <>
          <Field label={text.better}>
            <Select
              value={better}
              options={(['higher', 'lower'] as const).map((value) => ({ value, label: text.betters[value] }))}
              onValue={(next) => onValue({ better: next as Wanted['better'] })}
            />
          </Field>
          <Field label={text.outcome} hint={text.outcomeHint}>
            <Input autoComplete="off" value={outcome} onChange={(event) => onValue({ outcome: event.target.value })} />
          </Field>
        </>
      )}
    </div>
  )
}
