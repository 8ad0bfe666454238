'use client'
import { RadioGroup } from 'radix-ui'
import { Select } from '../../../_ui/select.tsx'
import { words } from '../../../_words/en.ts'
import { titleOf } from '../fields.ts'
import type { WidgetProps } from '../form-context.ts'

/** A few short options side by side; more in a list. */
export function Choice({ field, value, onValue }: WidgetProps<string | number | undefined>) {
  const options = field.options ?? []
  const labelled = options.map((option) => ({
    value: String(option),
    label: words.canvas.options[option] ?? words.correctedTypes[option] ?? titleOf(String(option)),
  }))
  const choose = (text: string) => onValue(options.find((option) => String(option) === text))
  const letters = labelled.reduce((sum, { label }) => sum + label.length + 3, 0)
  if (options.length > 4 || letters > 40)
    return (
      <Select
        options={labelled}
        value={value === undefined ? '' : String(value)}
        {...(value === undefined && { placeholder: '' })}
        onValue={choose}
      />
    )
  return (
    <RadioGroup.Root
      aria-label={field.title}
      value={value === undefined ? '' : String(value)}
      onValueChange={choose}
      className="inline-flex self-start rounded-md border border-line-strong bg-sunken p-0.5"
    >
      {labelled.map((option) => (
        <RadioGroup.Item
          key={option.value}
          value={option.value}
          className="min-h-[calc(var(--control)-6px)] rounded-[4px] px-2.5 text-13 text-soft hover:text-ink data-[state=checked]:bg-raised data-[state=checked]:font-strong data-[state=checked]:text-ink data-[state=checked]:outline-1 data-[state=checked]:outline-line"
        >
          {option.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}
