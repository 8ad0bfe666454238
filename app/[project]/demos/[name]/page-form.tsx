'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { History, Redo2, Undo2 } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useTRPC } from '../../../_trpc/client.tsx'
import { Button } from '../../../_ui/button.tsx'
import { Checkbox } from '../../../_ui/checkbox.tsx'
import { FaultNotice } from '../../../_ui/fault-notice.tsx'
import { faultText } from '../../../_ui/fault-text.ts'
import { Field } from '../../../_ui/field.tsx'
import { IconButton } from '../../../_ui/icon-button.tsx'
import { Input, TextArea } from '../../../_ui/input.tsx'
import { Menu } from '../../../_ui/menu.tsx'
import { toast } from '../../../_ui/toaster.tsx'
import { words } from '../../../_words/en.ts'
import { type Demo, FormPreview } from './form-preview.tsx'
import { InputRows } from './input-rows.tsx'
import { useUndo } from './use-undo.ts'

const text = words.demoEditor
type DemoPage = Demo['page']
const accents = Object.keys(text.accents) as DemoPage['accent'][]

/** Title, text, inputs, names and colour, with a preview and every step back; former pages can be taken back. */
export function PageForm({ demo }: { demo: Demo }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { now: page, change, undo, redo } = useUndo<DemoPage>(() => whole(demo))
  const set = (changes: Partial<DemoPage>) => change((before) => ({ ...before, ...changes }))
  const edit = useMutation(
    trpc.demos.edit.mutationOptions({ onSettled: () => queries.invalidateQueries(trpc.demos.pathFilter()) }),
  )
  const changed = JSON.stringify(page) !== JSON.stringify(whole(demo))
  const save = (next: DemoPage, told: string) =>
    edit.mutate({ name: demo.name, base: demo.edition, page: next }, { onSuccess: () => toast.success(told) })
  const others = demo.choices
  return (
    <form
      className="grid gap-x-10 gap-y-6 pt-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]"
      onKeyDown={(event) => {
        const step = stepOf(event)
        if (!step) return
        event.preventDefault()
        if (step === 'undo') undo?.()
        else redo?.()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        save(page, text.saved)
      }}
    >
      <div className="flex min-w-0 flex-col gap-5">
        <Field label={text.title}>
          <Input value={page.title} maxLength={120} required onChange={({ target }) => set({ title: target.value })} />
        </Field>
        <Field label={text.text} hint={text.textHint}>
          <TextArea
            rows={5}
            maxLength={20_000}
            value={page.text}
            onChange={({ target }) => set({ text: target.value })}
          />
        </Field>
        <InputRows inputs={demo.inputs} page={page} onInputs={(inputs) => set({ inputs })} />
        <fieldset className="flex flex-col gap-2">
          <legend className="pb-2 text-15 font-strong">{text.answers}</legend>
          <div className="grid gap-3 md:grid-cols-2">
            {['', ...demo.classes].slice(0, 40).map((name) => (
              <Field key={name} label={name || demo.target}>
                <Input
                  value={page.labels[name] ?? ''}
                  placeholder={name || demo.target}
                  maxLength={120}
                  onChange={({ target }) => set({ labels: labelled(page.labels, name, target.value) })}
                />
              </Field>
            ))}
          </div>
        </fieldset>
      </div>
      <div className="flex min-w-0 flex-col gap-5">
        <fieldset>
          <legend className="pb-2 text-15 font-strong">{text.accent}</legend>
          <div className="flex flex-wrap gap-2">
            {accents.map((accent) => (
              <label
                key={accent}
                data-accent={accent}
                className="flex min-h-control cursor-pointer items-center gap-2 rounded-md border border-line px-2 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-focus"
              >
                <input
                  type="radio"
                  name="accent"
                  className="sr-only"
                  checked={page.accent === accent}
                  onChange={() => set({ accent })}
                />
                <span aria-hidden className="size-3 rounded-full bg-accent" />
                {text.accents[accent]}
              </label>
            ))}
          </div>
        </fieldset>
        <fieldset className="flex flex-col gap-1">
          <legend className="pb-2 text-15 font-strong">{text.versions}</legend>
          {others.length === 0 && <p className="text-soft">{text.noVersions}</p>}
          {others.map(({ id, model, number }) => (
            <Checkbox
              key={id}
              label={words.demos.versionOf(model, number)}
              checked={page.versions.includes(id)}
              onChecked={(checked) =>
                set({ versions: checked ? [...page.versions, id] : page.versions.filter((one) => one !== id) })
              }
            />
          ))}
        </fieldset>
        <FormPreview demo={demo} page={page} />
        {edit.error && <FaultNotice fault={faultText(edit.error)} />}
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" look="primary" disabled={!changed || edit.isPending}>
            {edit.isPending ? text.saving : text.save}
          </Button>
          <IconButton label={text.undo} disabled={!undo} onClick={() => undo?.()}>
            <Undo2 />
          </IconButton>
          <IconButton label={text.redo} disabled={!redo} onClick={() => redo?.()}>
            <Redo2 />
          </IconButton>
          {demo.editions.length > 1 && (
            <Menu
              align="start"
              groups={[
                demo.editions.slice(1, 20).map(({ number, createdBy, page: former }) => ({
                  label: text.edition(number, createdBy),
                  onSelect: () => save(former, text.takenBack(number)),
                })),
              ]}
            >
              <Button>
                <History aria-hidden /> {text.editions}
              </Button>
            </Menu>
          )}
          {changed && <span className="text-soft">{text.unsaved}</span>}
        </div>
      </div>
    </form>
  )
}

function stepOf({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): 'undo' | 'redo' | undefined {
  if (!ctrlKey && !metaKey) return undefined
  if (key.toLowerCase() === 'z') return shiftKey ? 'redo' : 'undo'
  return key.toLowerCase() === 'y' ? 'redo' : undefined
}

/** With every input of the version that answers now. */
const whole = ({ page, inputs }: Demo): DemoPage => ({
  ...page,
  inputs: inputs.map(({ name }) => page.inputs.find((one) => one.name === name) ?? { name, shown: true }),
})

function labelled(labels: Record<string, string>, name: string, value: string): Record<string, string> {
  const { [name]: _, ...others } = labels
  return value ? { ...others, [name]: value } : others
}
