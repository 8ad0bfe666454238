'use client'
import { useState } from 'react'
import { Field } from '../../_ui/field.tsx'
import { Input } from '../../_ui/input.tsx'
import { Select } from '../../_ui/select.tsx'
import { words } from '../../_words/en.ts'
import { hereZone } from './settings.ts'
import { secondsOf, type Timing, type Unit, unitOf } from './timing-text.ts'

const text = words.schedules
const kinds = Object.entries(text.kinds).map(([value, label]) => ({ value, label }))

interface TimingFieldsProps<T extends Timing = Timing> {
  timing: T
  onTiming: (timing: Timing) => void
}

export function TimingFields({ timing, onTiming }: TimingFieldsProps) {
  return (
    <>
      <Field label={text.kind}>
        <Select options={kinds} value={timing.kind} onValue={(kind) => onTiming(startOf(kind as Timing['kind']))} />
      </Field>
      {timing.kind === 'calendar' && <CalendarFields timing={timing} onTiming={onTiming} />}
      {timing.kind === 'interval' && <IntervalFields timing={timing} onTiming={onTiming} />}
      {timing.kind === 'cron' && (
        <Field label={text.expression} hint={text.expressionHint}>
          <Input
            value={timing.expression}
            onChange={({ target }) => onTiming({ ...timing, expression: target.value })}
            className="font-mono"
            spellCheck={false}
          />
        </Field>
      )}
      {timing.kind !== 'interval' && (
        <Field label={text.timeZone}>
          <Input
            value={timing.timeZone}
            onChange={({ target }) => onTiming({ ...timing, timeZone: target.value })}
            list="time-zones"
            spellCheck={false}
          />
          <datalist id="time-zones">
            {Intl.supportedValuesOf('timeZone').map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </Field>
      )}
    </>
  )
}

function startOf(kind: Timing['kind']): Timing {
  const timeZone = hereZone()
  if (kind === 'cron') return { kind, expression: '0 6 * * *', timeZone }
  return kind === 'interval' ? { kind, everySeconds: 3600 } : { kind, times: ['06:00'], timeZone }
}

type Calendar = Extract<Timing, { kind: 'calendar' }>

function CalendarFields({ timing, onTiming }: TimingFieldsProps<Calendar>) {
  const { weekdays = [] } = timing
  const toggle = (day: number) => {
    const next = weekdays.includes(day) ? weekdays.filter((other) => other !== day) : [...weekdays, day]
    onTiming({ ...timing, weekdays: next.length > 0 ? next.toSorted() : undefined })
  }
  return (
    <>
      <Field label={text.times} hint={text.timesHint}>
        <Words words={timing.times} onWords={(times) => onTiming({ ...timing, times })} />
      </Field>
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 text-12 font-strong text-soft">{text.weekdays}</legend>
        <div className="flex flex-wrap gap-1">
          {[1, 2, 3, 4, 5, 6, 0].map((day) => (
            <button
              key={day}
              type="button"
              aria-pressed={weekdays.includes(day)}
              onClick={() => toggle(day)}
              className="h-control rounded-md border border-line-strong px-2.5 aria-pressed:border-accent aria-pressed:bg-accent aria-pressed:text-accent-ink"
            >
              {text.days[day]}
            </button>
          ))}
        </div>
        {weekdays.length === 0 && <p className="text-12 text-faint">{text.everyDay}</p>}
      </fieldset>
      <Field label={text.daysOfMonth} hint={text.daysOfMonthHint}>
        <Words
          words={(timing.daysOfMonth ?? []).map(String)}
          onWords={(days) => onTiming({ ...timing, daysOfMonth: days.length > 0 ? days.map(Number) : undefined })}
        />
      </Field>
    </>
  )
}

/** Words with commas between them; what is typed stays as it is typed. */
function Words({ words: given, onWords }: { words: string[]; onWords: (words: string[]) => void }) {
  const [typed, setTyped] = useState(given.join(', '))
  return (
    <Input
      value={typed}
      onChange={({ target }) => {
        setTyped(target.value)
        onWords(target.value.split(/[\s,]+/).filter(Boolean))
      }}
    />
  )
}

function IntervalFields({ timing, onTiming }: TimingFieldsProps<Extract<Timing, { kind: 'interval' }>>) {
  const [unit, setUnit] = useState<Unit>(unitOf(timing.everySeconds))
  const every = (count: number, of: Unit) => onTiming({ ...timing, everySeconds: Math.round(count * secondsOf[of]) })
  const count = timing.everySeconds / secondsOf[unit]
  return (
    <div className="flex items-end gap-2">
      <Field label={text.every}>
        <Input type="number" min={1} value={count} onChange={({ target }) => every(target.valueAsNumber || 0, unit)} />
      </Field>
      <Select
        aria-label={text.every}
        className="w-32!"
        options={Object.entries(text.units).map(([value, label]) => ({ value, label }))}
        value={unit}
        onValue={(next) => {
          setUnit(next as Unit)
          every(count, next as Unit)
        }}
      />
    </div>
  )
}
