'use client'
import { useState } from 'react'
import type { NotebookParameter } from '#pipeline/notebook/facts.ts'
import { pythonLiteral } from '#pipeline/notebook/python-literal.ts'
import { Checkbox } from '../../../_ui/checkbox.tsx'
import { Input } from '../../../_ui/input.tsx'
import { words } from '../../../_words/en.ts'

interface NotebookValueProps {
  parameter: NotebookParameter
  /** Undefined while the default holds. */
  value: unknown
  onValue(value: unknown): void
}

/** One parameter of a notebook. What is typed is read as Python reads it, and kept as text where that cannot be. */
export function NotebookValue({ parameter, value, onValue }: NotebookValueProps) {
  const { name, kind } = parameter
  const [text, setText] = useState(() => shown(kind, value))
  if (kind === 'boolean')
    return (
      <Checkbox
        label={words.canvas.form.notebook.on}
        checked={typeof value === 'boolean' ? value : parameter.value === true}
        onChecked={(checked) => onValue(checked === parameter.value ? undefined : checked)}
      />
    )
  return (
    <Input
      aria-label={name}
      className="figures"
      value={text}
      placeholder={kind === 'text' && typeof parameter.value === 'string' ? parameter.value : parameter.default}
      inputMode={kind === 'integer' ? 'numeric' : kind === 'number' ? 'decimal' : 'text'}
      spellCheck={false}
      autoComplete="off"
      onChange={({ target }) => {
        setText(target.value)
        if (target.value === '') return onValue(undefined)
        onValue(kind === 'text' ? target.value : (pythonLiteral(target.value.trim()) ?? target.value))
      }}
    />
  )
}

const shown = (kind: NotebookParameter['kind'], value: unknown): string =>
  value === undefined ? '' : kind === 'text' && typeof value === 'string' ? value : JSON.stringify(value)
