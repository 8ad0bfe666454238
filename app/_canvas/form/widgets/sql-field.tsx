'use client'
import { useRef, useState } from 'react'
import { classNames } from '../../../_ui/class-names.ts'
import { useField } from '../../../_ui/field.tsx'
import { TextArea } from '../../../_ui/input.tsx'
import { words } from '../../../_words/en.ts'
import { useColumns } from '../form-context.ts'
import { ColumnLine } from './column.tsx'
import { completions, inserted, wordAt } from './sql-words.ts'

const said = words.canvas.form
const chipsAtMost = 24

interface SqlFieldProps {
  value: string
  onValue: (value: string) => void
  rows: number
  of?: string
  tables?: string[]
}

/** SQL with the names that may stand in it: completed while typing, and to click on. */
export function SqlField({ value, onValue, rows, of, tables = [] }: SqlFieldProps) {
  const ids = useField()
  const area = useRef<HTMLTextAreaElement>(null)
  const columns = useColumns(of) ?? []
  const [caret, setCaret] = useState<number>()
  const [active, setActive] = useState(0)
  const names = [...tables, ...new Set(columns.map(({ name }) => name))]
  const offers = caret === undefined ? [] : completions(names, wordAt(value, caret).word)

  const put = (name: string) => {
    const at = caret ?? area.current?.selectionStart ?? value.length
    const next = inserted(value, at, name)
    onValue(next.text)
    setCaret(undefined)
    requestAnimationFrame(() => {
      area.current?.focus()
      area.current?.setSelectionRange(next.caret, next.caret)
    })
  }

  return (
    <div className="relative flex flex-col gap-1">
      <TextArea
        ref={area}
        rows={rows}
        value={value}
        spellCheck={false}
        autoCapitalize="off"
        className="figures min-h-0 resize-y"
        aria-autocomplete="list"
        aria-controls={offers.length > 0 ? `${ids.id}-offers` : undefined}
        aria-activedescendant={offers.length > 0 ? `${ids.id}-offer-${active}` : undefined}
        onChange={({ target }) => {
          onValue(target.value)
          setCaret(target.selectionStart)
          setActive(0)
        }}
        onBlur={() => setCaret(undefined)}
        onKeyDown={(event) => {
          if (offers.length === 0) return
          const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
          if (step) setActive((active + step + offers.length) % offers.length)
          else if (event.key === 'Enter' || event.key === 'Tab') put(offers[active] ?? '')
          else if (event.key === 'Escape') setCaret(undefined)
          else return
          event.preventDefault()
          event.stopPropagation()
        }}
      />
      {offers.length > 0 && (
        <div
          role="listbox"
          id={`${ids.id}-offers`}
          aria-label={said.columnsHere}
          className="floating absolute inset-x-0 top-full z-20 mt-1 max-h-56 overflow-y-auto p-1"
        >
          {offers.map((name, index) => {
            const column = columns.find((candidate) => candidate.name === name)
            return (
              // biome-ignore lint/a11y/useFocusableInteractive: the text area has the focus
              <div
                key={name}
                role="option"
                id={`${ids.id}-offer-${index}`}
                aria-selected={index === active}
                className={classNames(
                  'flex min-h-control items-center rounded-md px-2',
                  index === active ? 'bg-hover' : undefined,
                )}
                onPointerDown={(event) => {
                  event.preventDefault()
                  put(name)
                }}
              >
                {column ? <ColumnLine column={column} /> : <code>{name}</code>}
              </div>
            )
          })}
        </div>
      )}
      {names.length > 0 && (
        <details className="text-12 text-faint">
          <summary className="w-fit">{said.columnsHere}</summary>
          <div className="mt-1 flex flex-wrap gap-1">
            {names.slice(0, chipsAtMost).map((name) => (
              <button
                key={name}
                type="button"
                onClick={() => put(name)}
                className="rounded-md bg-sunken px-1.5 leading-5 text-soft hover:bg-hover hover:text-ink"
              >
                <code>{name}</code>
              </button>
            ))}
            {names.length > chipsAtMost && <span>{said.moreColumns(names.length - chipsAtMost)}</span>}
          </div>
        </details>
      )}
    </div>
  )
}
