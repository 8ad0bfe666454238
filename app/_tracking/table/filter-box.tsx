'use client'
import { Filter, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { FaultData } from '#pipeline/fault.ts'
import { useSlash } from '../../_list/use-slash.ts'
import { classNames } from '../../_ui/class-names.ts'
import { inputLook } from '../../_ui/input.tsx'
import { words } from '../../_words/en.ts'
import { type Suggestion, suggest } from './suggest.ts'

const text = words.tracking

interface FilterBoxProps {
  /** What the table is filtered by now. */
  value: string
  onFilter: (filter: string) => void
  keys: Parameters<typeof suggest>[2]
  fault: FaultData | undefined
}

/** The search language, with the names that there are; Enter filters. */
export function FilterBox({ value, onFilter, keys, fault }: FilterBoxProps) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(value)
  const [offers, setOffers] = useState<Suggestion[]>([])
  const [at, setAt] = useState(-1)
  useEffect(() => setTyped(value), [value])
  useSlash(input)

  const offer = () => {
    const box = input.current
    if (box) setOffers(suggest(box.value, box.selectionStart ?? box.value.length, keys))
    setAt(-1)
  }
  const hide = () => {
    setOffers([])
    setAt(-1)
  }
  const take = ({ filter, caret }: Suggestion) => {
    setTyped(filter)
    hide()
    requestAnimationFrame(() => input.current?.setSelectionRange(caret, caret))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = offers[at] ?? (event.key === 'Tab' ? offers[0] : undefined)
    if ((event.key === 'Enter' || event.key === 'Tab') && chosen && offers.length > 0) {
      event.preventDefault()
      take(chosen)
    } else if (event.key === 'Enter') {
      hide()
      onFilter(typed.trim())
    } else if (event.key === 'Escape' && offers.length > 0) {
      event.stopPropagation()
      hide()
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (offers.length === 0) return offer()
      const step = event.key === 'ArrowDown' ? 1 : -1
      setAt((at + step + offers.length + 1) % (offers.length + 1) || 0)
    }
  }
  const clear = () => {
    setTyped('')
    onFilter('')
  }
  return (
    <div className="relative min-w-64 grow">
      <Filter
        aria-hidden
        className="pointer-events-none absolute top-2 left-2 size-3.5 text-faint pointer-coarse:top-3.5"
      />
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={text.filter}
        aria-description={text.filterAbout}
        aria-expanded={offers.length > 0}
        aria-controls={`${id}-offers`}
        aria-autocomplete="list"
        aria-keyshortcuts="/"
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
        {...(at >= 0 && { 'aria-activedescendant': `${id}-${at}` })}
        placeholder={text.filterHint}
        value={typed}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onChange={(event) => {
          setTyped(event.target.value)
          requestAnimationFrame(offer)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          hide()
          if (typed.trim() !== value) onFilter(typed.trim())
        }}
        className={`${inputLook} figures h-control pr-7 pl-7`}
      />
      {typed && (
        <button
          type="button"
          aria-label={text.clearFilter}
          onMouseDown={(event) => event.preventDefault()}
          onClick={clear}
          className="absolute top-1 right-1 grid size-5 place-items-center rounded-md text-soft hover:bg-hover pointer-coarse:top-3"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
      <div
        id={`${id}-offers`}
        role="listbox"
        aria-label={text.filter}
        hidden={offers.length === 0}
        className="floating absolute top-full left-6 z-30 mt-1 max-h-80 min-w-56 overflow-auto p-1"
      >
        {offers.map((one, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the box keeps the focus
          // biome-ignore lint/a11y/useKeyWithClickEvents: Enter and Tab in the box do it
          <div
            key={one.label}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(one)}
            className={classNames('figures cursor-default rounded-md px-2 py-1', index === at && 'bg-hover')}
          >
            {one.label}
          </div>
        ))}
      </div>
      {fault && <FilterFault id={`${id}-fault`} filter={value} fault={fault} />}
    </div>
  )
}

/** What cannot be read, and from which character on. */
function FilterFault({ id, filter, fault }: { id: string; filter: string; fault: FaultData }) {
  const offset = fault.at?.offset
  return (
    <div id={id} role="alert" className="mt-1 rounded-md bg-danger-soft px-3 py-2 text-danger">
      <p className="font-strong">{fault.message}</p>
      {offset !== undefined && (
        <p className="figures mt-1 break-all text-ink">
          {filter.slice(0, offset)}
          <span className="rounded-[2px] underline decoration-danger decoration-wavy underline-offset-4">
            {filter.slice(offset) || ' '}
          </span>
          <span className="ml-3 text-soft">{offset < filter.length ? text.filterAt(offset) : text.filterEnd}</span>
        </p>
      )}
    </div>
  )
}
