'use client'
import { ChevronDown, ChevronUp, Columns3, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../_ui/button.tsx'
import { Checkbox } from '../../_ui/checkbox.tsx'
import { Dialog } from '../../_ui/dialog.tsx'
import { IconButton } from '../../_ui/icon-button.tsx'
import { Input } from '../../_ui/input.tsx'
import { words } from '../../_words/en.ts'
import { attributes, columnOf } from './columns.ts'
import { columnTitle } from './heading.tsx'

const text = words.tracking

interface ColumnsPickerProps {
  keys: readonly { entity: 'param' | 'metric' | 'tag'; key: string }[]
  chosen: readonly string[]
  /** Nothing: as usual. */
  onChoose: (ids: readonly string[] | undefined) => void
}

export function ColumnsPicker({ keys, chosen, onChoose }: ColumnsPickerProps) {
  const [open, setOpen] = useState(false)
  const [query, setQuery] = useState('')
  const all = [...attributes, ...keys.map(({ entity, key }) => `${entity}s.${key}`)]
  const found = all.filter((id) => !chosen.includes(id) && id.toLowerCase().includes(query.toLowerCase()))
  const rest = [...found.filter((id) => !ofPrograms(id)), ...found.filter(ofPrograms)]
  const move = (at: number, step: number) => {
    const next = [...chosen]
    const [moved] = next.splice(at, 1)
    if (moved) next.splice(at + step, 0, moved)
    onChoose(next)
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Columns3 aria-hidden />
        {text.columns}
      </Button>
      <Dialog
        open={open}
        onOpen={setOpen}
        title={text.columns}
        about={text.columnsAbout}
        actions={
          <>
            <Button onClick={() => onChoose(undefined)}>{text.columnReset}</Button>
            <Button look="primary" onClick={() => setOpen(false)}>
              {words.common.close}
            </Button>
          </>
        }
      >
        <Input
          className="shrink-0"
          aria-label={text.columnSearch}
          placeholder={text.columnSearch}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <section aria-label={text.chosenColumns}>
          <h3 className="text-12 text-faint">{text.chosenColumns}</h3>
          <ol>
            {chosen.map((id, at) => (
              <li key={id} className="flex items-center gap-1">
                <Title id={id} />
                <IconButton label={text.columnFirst} disabled={at === 0} onClick={() => move(at, -1)}>
                  <ChevronUp />
                </IconButton>
                <IconButton label={text.columnLast} disabled={at === chosen.length - 1} onClick={() => move(at, 1)}>
                  <ChevronDown />
                </IconButton>
                <IconButton label={text.columnRemove} onClick={() => onChoose(chosen.filter((one) => one !== id))}>
                  <X />
                </IconButton>
              </li>
            ))}
          </ol>
        </section>
        <section aria-label={text.otherColumns}>
          <h3 className="text-12 text-faint">{text.otherColumns}</h3>
          {rest.slice(0, 200).map((id) => (
            <Checkbox key={id} label={<Title id={id} />} checked={false} onChecked={() => onChoose([...chosen, id])} />
          ))}
        </section>
      </Dialog>
    </>
  )
}

/** What programs note down is seldom what people look for. */
const ofPrograms = (id: string) => /^tags\.(mlflow|espalier)\./.test(id)

function Title({ id }: { id: string }) {
  const column = columnOf(id)
  if (!column) return null
  return (
    <span className="min-w-0 grow truncate">
      {column.entity === 'attributes' ? columnTitle(column) : column.key}{' '}
      <span className="text-12 text-faint">{text.entities[column.entity].toLowerCase()}</span>
    </span>
  )
}
