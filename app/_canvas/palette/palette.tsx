'use client'
import { PanelLeftClose, PanelLeftOpen, Search } from 'lucide-react'
import { useMemo, useState } from 'react'
import { classNames } from '../../_ui/class-names.ts'
import { IconButton } from '../../_ui/icon-button.tsx'
import { inputLook } from '../../_ui/input.tsx'
import { words } from '../../_words/en.ts'
import { groups } from '../catalogue.ts'
import { useEditor } from '../editor-context.ts'
import { useWhole } from '../store.ts'
import { addInSight, PaletteItem } from './palette-item.tsx'
import { found } from './search.ts'

const said = words.canvas.palette

/** The kinds of nodes there are, to drag or to add with Enter. */
export function Palette() {
  const editor = useEditor()
  const { entries } = editor
  const readOnly = useWhole(editor.past) !== undefined
  const [query, setQuery] = useState('')
  const [open, setOpen] = useState(true)
  const shown = useMemo(() => found(entries, query), [entries, query])
  if (!open)
    return (
      <div className="absolute top-2 left-2 z-10">
        <IconButton label={said.show} look="plain" onClick={() => setOpen(true)}>
          <PanelLeftOpen />
        </IconButton>
      </div>
    )
  return (
    <aside aria-label={said.title} className="flex w-48 shrink-0 flex-col border-r border-line bg-ground max-md:hidden">
      <div className="flex items-center gap-1 px-2 pt-2 pb-1">
        <div className="relative grow">
          <Search
            aria-hidden
            className="pointer-events-none absolute top-1/2 left-2 size-3.5 -translate-y-1/2 text-faint"
          />
          <input
            type="search"
            data-palette-search
            aria-label={said.search}
            placeholder={said.search}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={(event) => {
              const [first] = groups.flatMap((group) => shown.filter((entry) => entry.group === group))
              if (event.key === 'Enter' && query && first && !readOnly) {
                event.preventDefault()
                addInSight(editor, first)
                setQuery('')
              }
              if (event.key !== 'Escape') return
              setQuery('')
              event.currentTarget.blur()
            }}
            className={classNames(inputLook, 'h-control pl-7')}
          />
        </div>
        <IconButton label={said.hide} onClick={() => setOpen(false)}>
          <PanelLeftClose />
        </IconButton>
      </div>
      <div className="min-h-0 grow overflow-y-auto px-2 pb-3">
        {groups.map((group) => {
          const members = shown.filter((entry) => entry.group === group)
          return (
            members.length > 0 && (
              <section key={group} aria-label={words.groups[group]} className="pt-2">
                <h2 className="px-1.5 pb-0.5 text-12 font-normal text-faint">{words.groups[group]}</h2>
                <ul>
                  {members.map((entry) => (
                    <li key={entry.kind}>
                      <PaletteItem entry={entry} />
                    </li>
                  ))}
                </ul>
              </section>
            )
          )
        })}
        {shown.length === 0 && <p className="px-1.5 py-4 text-soft">{said.none(query)}</p>}
      </div>
    </aside>
  )
}
