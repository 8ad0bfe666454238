'use client'
import { Command } from 'cmdk'
import { ChevronDown } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import type { Column as ColumnType } from '#pipeline/columns.ts'
import { classNames } from '../../../_ui/class-names.ts'
import { useField } from '../../../_ui/field.tsx'
import { Input, inputLook } from '../../../_ui/input.tsx'
import { RoleMark } from '../../../_ui/role-mark.tsx'
import { TypeGlyph } from '../../../_ui/type-glyph.tsx'
import { words } from '../../../_words/en.ts'
import { useColumns, type WidgetProps } from '../form-context.ts'

const said = words.canvas.form

/** One of the columns that the connected input really has. */
export function ColumnWidget({ field, value, onValue }: WidgetProps<string | undefined>) {
  const columns = useColumns(field.of)
  const ids = useField()
  const [open, setOpen] = useState(false)
  if (!columns)
    return (
      <Input
        value={value ?? ''}
        placeholder={said.noColumns}
        className="figures"
        onChange={({ target }) => onValue(target.value || undefined)}
      />
    )
  const chosen = columns.find(({ name }) => name === value)
  const choose = (name: string | undefined) => {
    onValue(name)
    setOpen(false)
  }
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger {...ids} className={classNames(inputLook, 'flex h-control items-center gap-2 text-left')}>
        {chosen ? (
          <ColumnLine column={chosen} />
        ) : (
          <span className={classNames('grow truncate', value ? 'text-danger' : 'text-faint')}>
            {value ? said.gone(value) : said.chooseColumn}
          </span>
        )}
        <ChevronDown aria-hidden className="size-3.5 shrink-0 text-soft" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          className="floating z-50 w-(--radix-popover-trigger-width) min-w-60"
        >
          <Command loop label={field.title} defaultValue={value ?? ''}>
            <Command.Input
              placeholder={said.searchColumns}
              className="h-9 w-full border-b border-line bg-transparent px-3 outline-none placeholder:text-faint"
            />
            <Command.List className="max-h-64 overflow-y-auto p-1">
              <Command.Empty className="px-2 py-3 text-soft">{words.canvas.next.nothing}</Command.Empty>
              {!field.required && value && (
                <Command.Item value="·none" onSelect={() => choose(undefined)} className={itemLook}>
                  <span className="text-faint">{said.automatic}</span>
                </Command.Item>
              )}
              {columns.map((column) => (
                <Command.Item
                  key={column.name}
                  value={column.name}
                  onSelect={() => choose(column.name)}
                  className={itemLook}
                >
                  <ColumnLine column={column} />
                </Command.Item>
              ))}
            </Command.List>
          </Command>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

const itemLook = 'flex min-h-control cursor-default items-center gap-2 rounded-md px-2 data-[selected=true]:bg-hover'

export function ColumnLine({ column }: { column: ColumnType }) {
  return (
    <span className="flex min-w-0 grow items-center gap-2">
      <TypeGlyph type={column.type} />
      <code className="truncate" title={column.name}>
        {column.name}
      </code>
      {column.role && <RoleMark role={column.role} />}
    </span>
  )
}
