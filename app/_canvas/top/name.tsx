'use client'
import { useRef, useState } from 'react'
import { words } from '../../_words/en.ts'
import { useEditor, useShown } from '../editor-context.ts'
import { changeDetails } from '../edits/details.ts'

/** What the page is about; a click renames it. */
export function Name() {
  const editor = useEditor()
  const { spec, readOnly } = useShown()
  const [typed, setTyped] = useState<string>()
  const left = useRef(false)
  const keep = () => {
    if (left.current) return
    left.current = true
    const name = typed?.trim()
    setTyped(undefined)
    if (name && name !== spec.name) editor.edit(changeDetails(editor.document.get().spec, { name }))
  }
  if (typed === undefined)
    return (
      <h1 className="min-w-0 text-15">
        <button
          type="button"
          disabled={readOnly}
          title={readOnly ? undefined : words.canvas.rename}
          onClick={() => {
            left.current = false
            setTyped(spec.name)
          }}
          className="max-w-80 truncate rounded-md px-1.5 py-0.5 font-strong hover:bg-hover disabled:hover:bg-transparent max-md:max-w-40"
        >
          {spec.name}
        </button>
      </h1>
    )
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: it stands where the pressed button stood
      autoFocus
      aria-label={words.canvas.name}
      value={typed}
      maxLength={120}
      onFocus={(event) => event.target.select()}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep()
        if (event.key !== 'Escape') return
        left.current = true
        setTyped(undefined)
      }}
      className="h-control w-72 min-w-0 rounded-md border border-line-strong bg-raised px-1.5 text-15 font-strong"
    />
  )
}
