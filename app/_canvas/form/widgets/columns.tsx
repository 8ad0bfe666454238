'use client'
import { useState } from 'react'
import { Checkbox } from '../../../_ui/checkbox.tsx'
import { words } from '../../../_words/en.ts'
import { useColumns, type WidgetProps } from '../form-context.ts'
import { ColumnLine } from './column.tsx'
import { Texts } from './texts.tsx'

const said = words.canvas.form
const searchFrom = 8
const shownAtMost = 200

/** Some of the columns that the connected input really has; those that it lost can still be taken off. */
export function ColumnsWidget(props: WidgetProps<string[] | undefined>) {
  const { field, value = [], onValue } = props
  const columns = useColumns(field.of)
  const [query, setQuery] = useState('')
  if (!columns) return <Texts {...props} placeholder={said.noColumns} />
  const names = new Set(columns.map(({ name }) => name))
  const gone = value.filter((name) => !names.has(name))
  const found = columns.filter(({ name }) => name.toLowerCase().includes(query.toLowerCase()))
  const chosen = new Set(value)
  const toggle = (name: string, isIn: boolean) => {
    const next = isIn ? [...value, name] : value.filter((other) => other !== name)
    // In the order of the table, so that the order of clicks changes nothing.
    const order = [...names]
    onValue(next.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)))
  }
  return (
    <fieldset
      aria-label={field.title}
      className="min-w-0 overflow-hidden rounded-md border border-line-strong bg-raised"
    >
      {columns.length >= searchFrom && (
        <input
          type="search"
          aria-label={said.searchColumns}
          placeholder={said.searchColumns}
          value={query}
          onChange={({ target }) => setQuery(target.value)}
          className="h-control w-full border-b border-line bg-transparent px-2 outline-none placeholder:text-faint"
        />
      )}
      <div className="max-h-52 overflow-y-auto px-2 py-0.5">
        {gone.map((name) => (
          <Checkbox
            key={name}
            checked
            onChecked={() => toggle(name, false)}
            label={<span className="text-danger">{said.gone(name)}</span>}
          />
        ))}
        {found.slice(0, shownAtMost).map((column) => (
          <Checkbox
            key={column.name}
            checked={chosen.has(column.name)}
            onChecked={(isIn) => toggle(column.name, isIn)}
            label={<ColumnLine column={column} />}
          />
        ))}
        {found.length > shownAtMost && (
          <p className="py-1 text-12 text-faint">{said.moreColumns(found.length - shownAtMost)}</p>
        )}
      </div>
      <p className="flex items-center gap-3 border-t border-line px-2 py-0.5 text-12 text-faint">
        <span className="grow">{said.chosen(value.length, columns.length)}</span>
        <button
          type="button"
          className="link"
          onClick={() => onValue([...new Set([...value, ...found.map((c) => c.name)])])}
        >
          {said.allColumns}
        </button>
        <button type="button" className="link" onClick={() => onValue(field.default === undefined ? [] : undefined)}>
          {said.noneColumns}
        </button>
      </p>
    </fieldset>
  )
}
