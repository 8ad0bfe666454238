'use client'
import { useMutation } from '@tanstack/react-query'
import { Play } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { NotebookFacts } from '#pipeline/notebook/facts.ts'
import { useTRPC } from '../../../_trpc/client.tsx'
import { Button } from '../../../_ui/button.tsx'
import { Dialog } from '../../../_ui/dialog.tsx'
import { FaultNotice } from '../../../_ui/fault-notice.tsx'
import { faultText } from '../../../_ui/fault-text.ts'
import { Field } from '../../../_ui/field.tsx'
import { Input } from '../../../_ui/input.tsx'
import { words } from '../../../_words/en.ts'

const text = words.data.notebook

interface RunNotebookProps {
  project: string
  file: { name: string; version: number; notebook: NotebookFacts }
}

/** Runs a notebook by itself, with other values for its parameters if somebody wants. */
export function RunNotebook({ project, file }: RunNotebookProps) {
  const trpc = useTRPC()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [values, setValues] = useState<Record<string, string>>({})
  const start = useMutation(
    trpc.notebooks.start.mutationOptions({ onSuccess: ({ id }) => router.push(`/${project}/runs/${id}`) }),
  )
  const { parameters, reads } = file.notebook
  return (
    <>
      <Button look="primary" onClick={() => setOpen(true)}>
        <Play aria-hidden />
        {text.run}
      </Button>
      <Dialog open={open} onOpen={setOpen} title={text.runTitle(file.name)} about={text.runAbout}>
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
            start.mutate({ notebook: `${file.name}@${file.version}`, values: given })
          }}
        >
          {parameters?.map(({ name, default: written, help }) => (
            <Field key={name} label={<code>{name}</code>} hint={help}>
              <Input
                className="figures"
                placeholder={written}
                value={values[name] ?? ''}
                spellCheck={false}
                onChange={({ target }) => setValues((before) => ({ ...before, [name]: target.value }))}
              />
            </Field>
          ))}
          {!parameters?.length && <p className="text-soft">{words.canvas.form.notebook.untagged}</p>}
          {reads.length > 0 && <p className="text-warning">{text.reads(reads.join(', '))}</p>}
          {start.error && <FaultNotice fault={faultText(start.error)} />}
          <div className="flex justify-end gap-2">
            <Button onClick={() => setOpen(false)}>{words.common.cancel}</Button>
            <Button look="primary" type="submit" disabled={reads.length > 0 || start.isPending || start.isSuccess}>
              {text.run}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
