'use client'
import { X } from 'lucide-react'
import { useState } from 'react'
import { classNames } from '../../../_ui/class-names.ts'
import { useField } from '../../../_ui/field.tsx'
import { inputLook } from '../../../_ui/input.tsx'
import { words } from '../../../_words/en.ts'
import type { WidgetProps } from '../form-context.ts'

/** Words one after another; Enter or a comma adds one. */
export function Texts({
  value = [],
  onValue,
  placeholder,
}: WidgetProps<string[] | undefined> & { placeholder?: string }) {
  const [text, setText] = useState('')
  const add = () => {
    const word = text.trim()
    if (word && !value.includes(word)) onValue([...value, word])
    setText('')
  }
  return (
    <div className={classNames(inputLook, 'flex min-h-control flex-wrap items-center gap-1 px-1 py-0.5')}>
      {value.map((word) => (
        <span key={word} className="flex items-center rounded-md bg-sunken pl-1.5">
          <code>{word}</code>
          <button
            type="button"
            aria-label={`${words.canvas.form.removeItem} ${word}`}
            className="grid size-5 place-items-center text-soft hover:text-ink"
            onClick={() => onValue(value.filter((other) => other !== word))}
          >
            <X aria-hidden className="size-3" />
          </button>
        </span>
      ))}
      <input
        {...useField()}
        value={text}
        placeholder={value.length === 0 ? (placeholder ?? words.canvas.form.valuePlaceholder) : undefined}
        className="min-w-16 grow bg-transparent px-1 outline-none placeholder:text-faint"
        onChange={({ target }) => setText(target.value)}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === ',') {
            event.preventDefault()
            add()
          }
          if (event.key === 'Backspace' && text === '' && value.length > 0) onValue(value.slice(0, -1))
        }}
      />
    </div>
  )
}
