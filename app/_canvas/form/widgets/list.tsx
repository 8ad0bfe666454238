'use client'
import { Plus, X } from 'lucide-react'
import type { ComponentType } from 'react'
import { Button } from '../../../_ui/button.tsx'
import { classNames } from '../../../_ui/class-names.ts'
import { IconButton } from '../../../_ui/icon-button.tsx'
import { words } from '../../../_words/en.ts'
import { type Field, withParam } from '../fields.ts'
import type { RowProps, WidgetProps } from '../form-context.ts'

type Item = Record<string, unknown>

export interface ListProps extends WidgetProps<Item[] | undefined> {
  /** How each part of an item is asked for. */
  Row: ComponentType<RowProps>
}

/** Several things of one shape, each with its own small form. */
export function ListWidget({ field, value = [], onValue, Row }: ListProps) {
  const { items = [], title } = field
  const inARow = items.length <= 3 && items.every(({ kind }) => kind === 'number' || kind === 'integer')
  const set = (index: number, next: Item) => onValue(value.map((item, at) => (at === index ? next : item)))
  const without = (index: number) => {
    const rest = value.filter((_, at) => at !== index)
    onValue(rest.length === 0 && field.default !== undefined ? undefined : rest)
  }
  return (
    <div className="flex flex-col gap-2">
      {value.map((item, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place
          key={index}
          className={classNames(
            'relative border-l-2 border-line pl-3',
            inARow ? 'grid auto-cols-fr grid-flow-col gap-3 pr-8' : 'flex flex-col gap-2',
          )}
        >
          <IconButton
            label={words.canvas.form.removeItem}
            className="absolute -top-1 right-0"
            onClick={() => without(index)}
          >
            <X />
          </IconButton>
          {items.map((part) => (
            <Row
              key={part.name}
              field={inARow ? brief(part) : part}
              params={item}
              path={`${field.name}.${index}.${part.name}`}
              onParam={(next) => set(index, withParam(item, part.name, next))}
            />
          ))}
        </div>
      ))}
      <Button className="self-start" onClick={() => onValue([...value, blank(items)])}>
        <Plus />
        {words.canvas.form.add(title)}
      </Button>
    </div>
  )
}

/** Without what explains it, where several stand side by side. */
const brief = ({ description: _, minimum: __, maximum: ___, ...part }: Field): Field => part

const blank = (items: readonly Field[]): Item =>
  Object.fromEntries(
    items.filter(({ required }) => required).map(({ name, kind }) => [name, kind === 'texts' ? [] : '']),
  )
