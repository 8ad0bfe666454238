'use client'
import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react'
import { useState } from 'react'
import type { DemoInput } from '#services/demos/page.ts'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { classNames } from '../../../_ui/class-names.ts'
import { IconButton } from '../../../_ui/icon-button.tsx'
import { Input } from '../../../_ui/input.tsx'
import { TypeGlyph } from '../../../_ui/type-glyph.tsx'
import { words } from '../../../_words/en.ts'

const text = words.demoEditor
type DemoPage = Outputs['demos']['get']['page']
type Set = DemoPage['inputs'][number]

interface InputRowsProps {
  /** Of the version that answers, in the order that is saved. */
  inputs: readonly DemoInput[]
  page: DemoPage
  onInputs: (inputs: Set[]) => void
}

/** Which inputs are shown, in which order, under which names; and what stands for those that are not. */
export function InputRows({ inputs, page, onInputs }: InputRowsProps) {
  const known = new Map(inputs.map((input) => [input.name, input]))
  const change = (place: number, changes: Partial<Set>) =>
    onInputs(page.inputs.map((one, index) => (index === place ? { ...one, ...changes } : one)))
  const [dragged, setDragged] = useState<string>()
  const put = (from: number, to: number) => {
    const next = [...page.inputs]
    const [one] = next.splice(from, 1)
    if (one) next.splice(to, 0, one)
    onInputs(next)
  }
  const move = (place: number, by: 1 | -1) => {
    const to = place + by
    if (to >= 0 && to < page.inputs.length) put(place, to)
  }
  const over = (name: string) => {
    const [from, to] = [dragged, name].map((one) => page.inputs.findIndex((input) => input.name === one))
    if (from !== undefined && to !== undefined && from >= 0 && from !== to) put(from, to)
  }
  return (
    <section aria-label={text.inputs} className="flex flex-col gap-2">
      <div>
        <h2 className="text-15">{text.inputs}</h2>
        <p className="text-soft">{text.inputsAbout}</p>
      </div>
      <div className="overflow-x-auto">
        <table aria-label={text.inputs} className="w-full min-w-140 [&_td]:py-1 [&_td]:pr-2 [&_th]:pr-2">
          <thead className="border-b border-line text-12 text-faint [&_th]:pb-1 [&_th]:text-left [&_th]:font-normal">
            <tr>
              <th>{text.columns.shown}</th>
              <th>{text.columns.name}</th>
              <th>{text.columns.label}</th>
              <th>{text.columns.unit}</th>
              <th>{text.columns.fixed}</th>
              <th>{text.columns.order}</th>
            </tr>
          </thead>
          <tbody>
            {page.inputs.map((one, place) => {
              const { name } = one
              const input = known.get(name)
              return (
                <tr
                  key={name}
                  className={classNames('border-b border-line', dragged === name && 'bg-accent-soft')}
                  onDragEnter={() => over(name)}
                  onDragOver={(event) => dragged && event.preventDefault()}
                  onDrop={(event) => event.preventDefault()}
                  onKeyDown={(event) => {
                    if (!event.altKey || !['ArrowUp', 'ArrowDown'].includes(event.key)) return
                    event.preventDefault()
                    move(place, event.key === 'ArrowUp' ? -1 : 1)
                  }}
                >
                  <td className="whitespace-nowrap">
                    {/* biome-ignore lint/a11y/noStaticElementInteractions: the keyboard has the arrows at the end of the row */}
                    <span
                      draggable
                      title={text.grip(name)}
                      className="mr-1 inline-block cursor-grab align-middle text-faint"
                      onDragStart={(event) => {
                        event.dataTransfer.effectAllowed = 'move'
                        event.dataTransfer.setData('text/plain', name)
                        setDragged(name)
                      }}
                      onDragEnd={() => setDragged(undefined)}
                    >
                      <GripVertical aria-hidden className="size-4" />
                    </span>
                    <input
                      type="checkbox"
                      aria-label={text.shown(name)}
                      checked={one.shown}
                      className="size-4 align-middle accent-accent"
                      onChange={({ target }) => change(place, { shown: target.checked })}
                    />
                  </td>
                  <td className="max-w-40 truncate" title={name}>
                    <span className="flex items-center gap-1.5">
                      {input && <TypeGlyph type={input.type} />}
                      <code className="truncate">{name}</code>
                    </span>
                  </td>
                  <td>
                    <Input
                      aria-label={text.label(name)}
                      value={one.label ?? ''}
                      placeholder={name}
                      maxLength={120}
                      onChange={({ target }) => change(place, { label: target.value })}
                    />
                  </td>
                  <td className="w-20">
                    <Input
                      aria-label={text.unit(name)}
                      value={one.unit ?? ''}
                      maxLength={24}
                      onChange={({ target }) => change(place, { unit: target.value })}
                    />
                  </td>
                  <td className="w-32">
                    {input && input.type !== 'image' && (
                      <Input
                        aria-label={text.fixed(name)}
                        value={one.fixed === undefined || one.fixed === null ? '' : String(one.fixed)}
                        placeholder={String(input.usual ?? '')}
                        onChange={({ target }) => change(place, { fixed: fixedOf(input, target.value) })}
                      />
                    )}
                  </td>
                  <td className="whitespace-nowrap">
                    <IconButton label={text.up(name)} disabled={place === 0} onClick={() => move(place, -1)}>
                      <ArrowUp />
                    </IconButton>
                    <IconButton
                      label={text.down(name)}
                      disabled={place === page.inputs.length - 1}
                      onClick={() => move(place, 1)}
                    >
                      <ArrowDown />
                    </IconButton>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function fixedOf({ type }: DemoInput, typed: string): string | number | boolean | undefined {
  if (typed === '') return undefined
  if (type === 'boolean') return typed.toLowerCase() === 'true'
  return type === 'text' || Number.isNaN(Number(typed)) ? typed : Number(typed)
}
