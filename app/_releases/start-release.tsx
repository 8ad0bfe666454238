'use client'
import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { strategies } from '#pipeline/release-plan.ts'
import { useTRPC } from '../_trpc/client.tsx'
import type { Outputs } from '../_trpc/outputs.ts'
import { Button } from '../_ui/button.tsx'
import { Field } from '../_ui/field.tsx'
import { FormDialog } from '../_ui/form-dialog.tsx'
import { TextArea } from '../_ui/input.tsx'
import { Select } from '../_ui/select.tsx'
import { toast } from '../_ui/toaster.tsx'
import { words } from '../_words/en.ts'
import { MetricFields, NumberField, StepsField } from './plan-fields.tsx'
import { begun, planOf, type Wanted } from './wanted.ts'

const text = words.releases
const approvals = ['none', 'before-start', 'before-promotion'] as const

interface StartReleaseProps {
  endpoint: string
  target: Outputs['endpoints']['get']['targets'][number]
}

/** Asks which version, how, and when to turn back. */
export function StartRelease({ endpoint, target }: StartReleaseProps) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const [wanted, setWanted] = useState<Wanted>(begun)
  const set = (change: Partial<Wanted>) => setWanted((before) => ({ ...before, ...change }))
  const model = useQuery(trpc.models.get.queryOptions(open ? { name: target.model } : skipToken))
  const versions = (model.data?.versions ?? []).filter(({ number }) => number !== target.number)
  const number = wanted.number ?? versions[0]?.number
  const start = useMutation(
    trpc.releases.start.mutationOptions({
      onSuccess: () => {
        toast.success(text.started)
        setOpen(false)
      },
      onSettled: () => {
        queries.invalidateQueries(trpc.releases.pathFilter())
        queries.invalidateQueries(trpc.endpoints.pathFilter())
      },
    }),
  )
  const { strategy } = wanted
  const plan = planOf(wanted)
  const field = (name: keyof Wanted['numbers'], hint?: string) => (
    <NumberField
      name={name}
      {...(hint && { hint })}
      value={wanted.numbers[name]}
      onValue={(value) => set({ numbers: { ...wanted.numbers, [name]: value } })}
    />
  )
  return (
    <>
      <Button onClick={() => setOpen(true)}>{text.start}</Button>
      <FormDialog
        open={open}
        onClose={() => setOpen(false)}
        title={text.startTitle(endpoint)}
        action={text.startAction}
        ready={!start.isPending && number !== undefined && plan !== undefined}
        error={start.error}
        onSend={() => {
          if (number === undefined || !plan) return
          const { note } = wanted
          start.mutate({ endpoint, version: { name: target.model, number }, plan, ...(note.trim() && { note }) })
        }}
      >
        <Field label={text.version} hint={model.data && versions.length === 0 ? text.noOther : undefined}>
          <Select
            value={String(number ?? '')}
            options={versions.map((one) => ({
              value: String(one.number),
              label: text.versionOf(target.model, one.number),
            }))}
            onValue={(value) => set({ number: Number(value) })}
          />
        </Field>
        <Field label={text.strategy} hint={text.strategyAbout[strategy]}>
          <Select
            value={strategy}
            options={strategies.map((value) => ({ value, label: text.strategies[value] }))}
            onValue={(value) => set({ strategy: value as Wanted['strategy'] })}
          />
        </Field>
        {strategy === 'canary' && <StepsField value={wanted.steps} onValue={(steps) => set({ steps })} />}
        {strategy === 'canary' || strategy === 'shadow' ? (
          <div className="grid gap-x-4 gap-y-3 md:grid-cols-2">
            {field('minutes')}
            {field('requests')}
          </div>
        ) : null}
        {strategy === 'ab' && (
          <div className="grid gap-x-4 gap-y-3 md:grid-cols-2">
            {field('labels', text.labelsHint)}
            {field('minutesMost')}
          </div>
        )}
        {(strategy !== 'basic' || Number(wanted.numbers.watch) > 0) && (
          <fieldset className="flex flex-col gap-3">
            <legend className="pb-2 text-12 font-strong text-soft">{text.gates}</legend>
            <div className="grid gap-x-4 gap-y-3 md:grid-cols-2">
              {field('errors')}
              {field('slower')}
              {strategy === 'shadow' && field('disagreement', text.emptyIsNone)}
              {field('worse', text.emptyIsNone)}
              {field('sample')}
            </div>
          </fieldset>
        )}
        {(strategy === 'ab' || wanted.numbers.worse.trim() !== '') && <MetricFields value={wanted} onValue={set} />}
        <div className="grid gap-x-4 gap-y-3 md:grid-cols-2">
          <Field label={text.approval}>
            <Select
              value={wanted.approval}
              options={approvals.map((value) => ({ value, label: text.approvals[value] }))}
              onValue={(value) => set({ approval: value as Wanted['approval'] })}
            />
          </Field>
          {field('watch')}
        </div>
        <Field label={text.note}>
          <TextArea value={wanted.note} maxLength={2000} onChange={(event) => set({ note: event.target.value })} />
        </Field>
      </FormDialog>
    </>
  )
}
