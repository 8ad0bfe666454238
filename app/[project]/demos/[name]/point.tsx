'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '../../../_trpc/client.tsx'
import type { Inputs } from '../../../_trpc/outputs.ts'
import { Button } from '../../../_ui/button.tsx'
import { Dialog } from '../../../_ui/dialog.tsx'
import { EmptyState } from '../../../_ui/empty-state.tsx'
import { FaultNotice } from '../../../_ui/fault-notice.tsx'
import { faultText } from '../../../_ui/fault-text.ts'
import { Field } from '../../../_ui/field.tsx'
import { Loaded } from '../../../_ui/loaded.tsx'
import { Select } from '../../../_ui/select.tsx'
import { toast, toastFault } from '../../../_ui/toaster.tsx'
import { words } from '../../../_words/en.ts'
import type { Demo } from './form-preview.tsx'

const text = words.demos
type Of = Inputs['demos']['point']['of']

export const ofText = ({ of }: Pick<Demo, 'of'>): string =>
  'model' in of ? text.versionOf(of.model, of.number) : text.endpointOf(of.endpoint)

/** Lets an owner say which version, or which endpoint, answers from now on. */
export function Point({ demo, look }: { demo: Demo; look?: 'primary' }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button {...(look && { look })} onClick={() => setOpen(true)}>
        {text.point}
      </Button>
      <Dialog open={open} onOpen={setOpen} title={text.pointTitle} about={text.pointAbout}>
        {open && <PointForm demo={demo} onDone={() => setOpen(false)} />}
      </Dialog>
    </>
  )
}

function PointForm({ demo, onDone }: { demo: Demo; onDone: () => void }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const models = useQuery(trpc.models.list.queryOptions())
  const endpoints = useQuery(trpc.endpoints.list.queryOptions())
  const [chosen, setChosen] = useState('model' in demo.of ? `m ${demo.of.model}` : `e ${demo.of.endpoint}`)
  const [number, setNumber] = useState<number>()
  const settle = { onSettled: () => queries.invalidateQueries(trpc.demos.pathFilter()) }
  const back = useMutation(trpc.demos.point.mutationOptions({ ...settle, onError: toastFault }))
  const point = useMutation(trpc.demos.point.mutationOptions(settle))
  const { name, of, ended } = demo
  const before: Of = 'model' in of ? { name: of.model, number: of.number } : of
  const go = (next: Of, called: string) =>
    point.mutate(
      { name, of: next },
      {
        onSuccess: () => {
          onDone()
          // What answers no more cannot be gone back to.
          const undo = { label: text.undo, onClick: () => back.mutate({ name, of: before }) }
          toast.success(text.pointed(called), ended === null ? { action: undo } : {})
        },
      },
    )
  return (
    <Loaded query={models} what={words.models.many}>
      {(found) => {
        const named = found.filter(({ newest }) => newest.task !== null).map((one) => one.name)
        const options = [
          ...named.map((model) => ({ value: `m ${model}`, label: text.pointModels(model) })),
          ...(endpoints.data ?? [])
            .filter(({ targets }) => targets.length > 0)
            .map((one) => ({ value: `e ${one.name}`, label: text.endpointOf(one.name) })),
        ]
        if (options.length === 0) return <EmptyState title={text.pointNothing} hint={text.pointNothingHint} />
        const there = options.some(({ value }) => value === chosen) ? chosen : ''
        const [kind, rest] = [there.slice(0, 1), there.slice(2)]
        return (
          <form
            className="flex flex-col gap-4"
            onSubmit={(event) => {
              event.preventDefault()
              if (kind === 'e') go({ endpoint: rest }, text.endpointOf(rest))
              if (kind === 'm' && number) go({ name: rest, number }, text.versionOf(rest, number))
            }}
          >
            <Field label={text.pointOf}>
              <Select
                value={there}
                {...(there === '' && { placeholder: words.demo.chooseOne })}
                options={options}
                onValue={(next) => {
                  setChosen(next)
                  setNumber(undefined)
                }}
              />
            </Field>
            {kind === 'm' && <Versions model={rest} of={of} number={number} onNumber={setNumber} />}
            {point.error && <FaultNotice fault={faultText(point.error)} />}
            <div className="flex justify-end gap-2">
              <Button onClick={onDone}>{words.common.cancel}</Button>
              <Button
                look="primary"
                type="submit"
                disabled={point.isPending || !(kind === 'm' ? number : kind === 'e' && rest !== nameOf(of))}
              >
                {text.point}
              </Button>
            </div>
          </form>
        )
      }}
    </Loaded>
  )
}

const nameOf = (of: Demo['of']): string | undefined => ('endpoint' in of ? of.endpoint : undefined)

interface VersionsProps {
  model: string
  of: Demo['of']
  number: number | undefined
  onNumber: (number: number) => void
}

/** Those that can answer; the one that does now is named, not chosen. */
function Versions({ model, of, number, onNumber }: VersionsProps) {
  const trpc = useTRPC()
  const asked = useQuery(trpc.models.get.queryOptions({ name: model }))
  return (
    <Loaded query={asked} what={text.pointVersion.toLowerCase()}>
      {({ versions }) => {
        const open = versions.filter(({ form, archivedAt, sunset }) => form === 'onnx' && !archivedAt && !sunset)
        const isNow = (one: number) => 'model' in of && of.model === model && of.number === one
        if (open.length === 0) return <p className="text-soft">{text.pointNone}</p>
        const [only] = open.some((one) => !isNow(one.number)) ? [] : open
        return (
          <Field label={text.pointVersion} hint={only && text.pointOnly(only.number)}>
            <Select
              disabled={only !== undefined}
              value={number === undefined ? '' : String(number)}
              placeholder={only ? text.current(words.demo.versionNumber(only.number)) : words.demo.chooseOne}
              options={open.map((one) => {
                const named = words.demo.versionNumber(one.number)
                return {
                  value: String(one.number),
                  label: isNow(one.number) ? text.current(named) : named,
                  disabled: isNow(one.number),
                }
              })}
              onValue={(next) => next && onNumber(Number(next))}
            />
          </Field>
        )
      }}
    </Loaded>
  )
}
