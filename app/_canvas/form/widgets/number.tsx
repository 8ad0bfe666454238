'use client'
import { useEffect, useState } from 'react'
import { Input } from '../../../_ui/input.tsx'
import type { WidgetProps } from '../form-context.ts'

/** A number, with a slider where its range is short enough to slide over. */
export function NumberWidget({ field, value, onValue }: WidgetProps<number | null | undefined>) {
  const written = String(value ?? '')
  const [text, setText] = useState(written)
  useEffect(() => {
    setText((shown) => (shown !== '' && String(Number(shown)) === written ? shown : written))
  }, [written])
  const { minimum, maximum, kind } = field
  const whole = kind === 'integer'
  const slides = minimum !== undefined && maximum !== undefined && maximum - minimum <= 1
  return (
    <div className="flex items-center gap-3">
      <Input
        inputMode={whole ? 'numeric' : 'decimal'}
        value={text}
        className="figures max-w-32"
        onChange={({ target }) => {
          setText(target.value)
          const trimmed = target.value.trim()
          if (trimmed === '') return onValue(field.nullable && field.default !== null ? null : undefined)
          const number = Number(trimmed)
          // What is no number stays in the field and goes along as text: the check says what is wrong with it.
          onValue(Number.isFinite(number) ? number : (trimmed as unknown as number))
        }}
        onKeyDown={(event) => {
          const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
          if (!step || typeof value !== 'number') return
          event.preventDefault()
          const next = value + step * (whole ? 1 : slides ? 0.05 : 0.1) * (event.shiftKey ? 10 : 1)
          onValue(Number(Math.min(Math.max(next, minimum ?? -Infinity), maximum ?? Infinity).toPrecision(10)))
        }}
      />
      {slides && (
        <input
          type="range"
          aria-label={field.title}
          min={minimum}
          max={maximum}
          step={0.01}
          value={typeof value === 'number' ? value : minimum}
          onChange={({ target }) => onValue(Number(target.value))}
          className="min-w-0 grow accent-accent"
        />
      )}
    </div>
  )
}
