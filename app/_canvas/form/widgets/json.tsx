'use client'
import { useState } from 'react'
import { TextArea } from '../../../_ui/input.tsx'
import { words } from '../../../_words/en.ts'
import type { WidgetProps } from '../form-context.ts'

/** For a parameter of a shape that no widget knows yet. */
export function Json({ value, onValue }: WidgetProps) {
  const [text, setText] = useState(() => (value === undefined ? '' : JSON.stringify(value, null, 2)))
  const [wrong, setWrong] = useState<string>()
  return (
    <>
      <TextArea
        className="figures"
        value={text}
        spellCheck={false}
        onChange={({ target }) => {
          setText(target.value)
          if (target.value.trim() === '') return onValue(undefined)
          try {
            onValue(JSON.parse(target.value))
            setWrong(undefined)
          } catch {
            setWrong(words.canvas.form.notJson)
          }
        }}
      />
      {wrong && <p className="text-12 text-faint">{wrong}</p>}
    </>
  )
}
