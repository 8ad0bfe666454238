'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type Column, typeFamily } from '#pipeline/columns.ts'
import { useTRPC } from '../../../_trpc/client.tsx'
import { Button } from '../../../_ui/button.tsx'
import { Checkbox } from '../../../_ui/checkbox.tsx'
import { Dialog } from '../../../_ui/dialog.tsx'
import { FaultNotice } from '../../../_ui/fault-notice.tsx'
import { faultText } from '../../../_ui/fault-text.ts'
import { Field } from '../../../_ui/field.tsx'
import { NameField } from '../../../_ui/name-field.tsx'
import { Select } from '../../../_ui/select.tsx'
import { words } from '../../../_words/en.ts'
import { fromTable, taskFor } from './from-table.ts'

const text = words.data
/** Of larger files nobody waits until all of it was read. */
const mostLookedAt = 2 ** 28

interface StartPipelineProps {
  project: string
  file: { name: string; version: number; size: number; columns: Column[] }
}

/** From a table to a pipeline that ends in an endpoint; only the column to predict is asked for. */
export function StartPipeline({ project, file }: StartPipelineProps) {
  const trpc = useTRPC()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState(() => file.name.replace(/\.[^.]+$/, ''))
  const [target, setTarget] = useState('')
  const [asClasses, setAsClasses] = useState(false)
  const create = useMutation(
    trpc.pipelines.create.mutationOptions({ onSuccess: ({ slug }) => router.push(`/${project}/pipelines/${slug}`) }),
  )
  const profile = useQuery(
    trpc.files.profile.queryOptions(
      { name: file.name, version: file.version },
      { staleTime: Number.POSITIVE_INFINITY, enabled: open && file.size <= mostLookedAt },
    ),
  )
  const without = profile.data?.filter(({ distinct }) => distinct === 0).map((one) => one.name) ?? []
  const column = file.columns.find((candidate) => candidate.name === target)
  const numeric = column !== undefined && taskFor(column.type) === 'regression'
  const possible = file.columns.filter(
    (one) => !['time', 'vector', 'other'].includes(typeFamily(one.type)) && !without.includes(one.name),
  )
  return (
    <>
      <Button look="primary" onClick={() => setOpen(true)}>
        {text.start}
      </Button>
      <Dialog open={open} onOpen={setOpen} title={text.startTitle(file.name)} about={text.startAbout}>
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            const task = numeric && !asClasses ? 'regression' : 'classification'
            create.mutate({ spec: fromTable({ name, file: file.name, target, task, without }) })
          }}
        >
          <Field label={text.target} hint={text.targetHint}>
            <Select
              required
              value={target}
              placeholder={text.noTarget}
              options={possible.map((one) => one.name)}
              onValue={setTarget}
            />
          </Field>
          {numeric && <Checkbox label={text.asClasses} checked={asClasses} onChecked={setAsClasses} />}
          <NameField label={text.pipelineName} value={name} onValue={setName} />
          {profile.isLoading && (
            <p role="status" className="text-soft">
              {text.profiling}
            </p>
          )}
          {without.length > 0 && <p className="text-soft">{text.startWithout(without)}</p>}
          {create.error && <FaultNotice fault={faultText(create.error)} />}
          <div className="flex justify-end gap-2">
            <Button onClick={() => setOpen(false)}>{words.common.cancel}</Button>
            <Button look="primary" type="submit" disabled={create.isPending || create.isSuccess || profile.isLoading}>
              {text.startAction}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
