'use client'
import { useId } from 'react'
import { classNames } from '../_ui/class-names.ts'
import { Input } from '../_ui/input.tsx'
import { Select } from '../_ui/select.tsx'
import { words } from '../_words/en.ts'
import { describedBy, InputBox, type InputProps } from './input-box.tsx'

const text = words.demo
const mostButtons = 6

interface Choice {
  value: string | boolean
  label: string
}

interface ChoiceInputProps extends InputProps {
  /** What the answer would be with each value, from 0 to 1. */
  heights: ReadonlyMap<string | boolean, number> | undefined
}

/** Few values as buttons with how the answer follows them, more as a list; what is in neither is typed. */
export function ChoiceInput({ heights, ...props }: ChoiceInputProps) {
  const id = useId()
  const { input, value, pinned, problem, onValue } = props
  const choices = choicesOf(props)
  const open = input.type === 'text' && (choices.length === 0 || (input.categoryCount ?? 0) > choices.length)
  const described = describedBy(id, problem)
  if (choices.length === 0 || open)
    return (
      <InputBox {...props} id={id}>
        <Input
          id={id}
          list={`${id}-list`}
          autoComplete="off"
          value={value === null ? '' : String(value)}
          placeholder={value === null ? text.leftOut : ''}
          aria-describedby={described}
          onChange={({ target }) => onValue(target.value)}
        />
        <datalist id={`${id}-list`}>
          {choices.map((choice) => (
            <option key={String(choice.value)} value={String(choice.value)} />
          ))}
        </datalist>
      </InputBox>
    )
  if (choices.length > mostButtons)
    return (
      <InputBox {...props} id={id}>
        <Select
          id={id}
          aria-describedby={described}
          value={value === null ? '' : String(value)}
          {...((value === null || value === '') && { placeholder: text.chooseOne })}
          options={known(choices, value).map((choice) => ({ value: String(choice.value), label: choice.label }))}
          onValue={onValue}
        />
      </InputBox>
    )
  return (
    <InputBox {...props} id={id}>
      <div
        id={id}
        role="radiogroup"
        aria-label={input.label}
        aria-describedby={described}
        className="flex flex-wrap gap-1.5"
      >
        {known(choices, value).map((choice) => (
          <label
            key={String(choice.value)}
            className={classNames(
              'relative flex min-h-control cursor-pointer items-center gap-2 overflow-hidden rounded-md border px-3 py-0.5 has-focus-visible:outline-2 has-focus-visible:outline-focus',
              choice.value === value ? 'border-accent bg-accent-soft font-strong' : 'border-line-strong hover:bg-hover',
            )}
          >
            <input
              type="radio"
              name={id}
              className="sr-only"
              checked={choice.value === value}
              onChange={() => onValue(choice.value)}
            />
            {choice.label}
            {choice.value === pinned && pinned !== value && (
              <span title={text.baseline} className="size-1.5 rounded-full bg-chart-then" />
            )}
            {heights && (
              <span
                aria-hidden
                className="absolute bottom-0 left-0 h-0.5 bg-accent"
                style={{ width: `${100 * (heights.get(choice.value) ?? 0)}%` }}
              />
            )}
          </label>
        ))}
      </div>
    </InputBox>
  )
}

function choicesOf({ input: { type, categories = [] } }: InputProps): Choice[] {
  if (type === 'boolean')
    return [
      { value: true, label: text.yes },
      { value: false, label: text.no },
    ]
  return categories.map(({ value }) => ({ value, label: value === '' ? '“”' : value }))
}

const known = (choices: Choice[], value: InputProps['value']): Choice[] =>
  value === null || value === '' || choices.some((choice) => choice.value === value)
    ? choices
    : [...choices, { value: String(value), label: String(value) }]
