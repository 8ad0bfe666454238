'use client'
import { useMutation } from '@tanstack/react-query'
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

interface StartPipelineProps {
  project: string
  file: { name: string; columns: Column[] }
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
  const column = file.columns.find((candidate) => candidate.name === target)
  const numeric = column !== undefined && taskFor(column.type) === 'regression'
  const possible = file.columns.filter(({ type }) => !['time', 'vector', 'other'].includes(typeFamily(type)))
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
            create.mutate({ spec: fromTable({ name, file: file.name, target, task }) })
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
          {create.error && <FaultNotice fault={faultText(create.error)} />}
          <div className="flex justify-end gap-2">
            <Button onClick={() => setOpen(false)}>{words.common.cancel}</Button>
            <Button look="primary" type="submit" disabled={create.isPending || create.isSuccess}>
              {text.startAction}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
