'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Section } from '../../_frame/page.tsx'
import { useTRPC } from '../../_trpc/client.tsx'
import { Button } from '../../_ui/button.tsx'
import { Dialog } from '../../_ui/dialog.tsx'
import { Field } from '../../_ui/field.tsx'
import { IconButton } from '../../_ui/icon-button.tsx'
import { Input } from '../../_ui/input.tsx'
import { toastFault } from '../../_ui/toaster.tsx'
import { words } from '../../_words/en.ts'
import { noteTag, shownTags } from '../notes.ts'
import type { Run } from './run.ts'

const text = words.tracking

export function RunTags({ run }: { run: Run }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [adding, setAdding] = useState(false)
  const settled = {
    onError: toastFault,
    onSettled: () => queries.invalidateQueries(trpc.tracked.get.queryFilter({ id: run.id })),
  }
  const log = useMutation(trpc.tracked.log.mutationOptions({ ...settled, onSuccess: () => setAdding(false) }))
  const remove = useMutation(trpc.tracked.removeTag.mutationOptions(settled))
  const own = shownTags(run.tags)
  const others = run.tags.filter((tag) => !own.includes(tag) && tag.key !== noteTag)
  return (
    <Section
      title={text.tags}
      actions={
        !run.deletedAt && (
          <Button onClick={() => setAdding(true)}>
            <Plus aria-hidden />
            {text.addTag}
          </Button>
        )
      }
    >
      {own.length === 0 && <p className="text-faint">{text.noTags}</p>}
      <ul className="flex flex-wrap gap-1.5">
        {own.map(({ key, value }) => (
          <li key={key} className="flex max-w-full items-center rounded-md bg-sunken pl-2">
            <code className="truncate" title={`${key}=${value}`}>
              {key}={value}
            </code>
            <IconButton
              label={text.removeTag(key)}
              disabled={run.deletedAt !== null}
              onClick={() => remove.mutate({ id: run.id, key })}
            >
              <X />
            </IconButton>
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <details>
          <summary className="text-soft">{text.programTags(others.length)}</summary>
          <dl className="mt-2 flex flex-col gap-1">
            {others.map(({ key, value }) => (
              <div key={key} className="grid grid-cols-[2fr_3fr] gap-3">
                <dt className="text-soft break-all">{key}</dt>
                <dd className="figures max-h-24 overflow-auto break-all">{value.slice(0, 2000)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      <Dialog open={adding} onOpen={setAdding} title={text.addTag}>
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            const given = new FormData(event.currentTarget)
            log.mutate({ id: run.id, tags: [{ key: String(given.get('key')), value: String(given.get('value')) }] })
          }}
        >
          <Field label={text.tagKey}>
            <Input name="key" required maxLength={250} autoComplete="off" />
          </Field>
          <Field label={text.tagValue}>
            <Input name="value" maxLength={5000} autoComplete="off" />
          </Field>
          <div className="flex justify-end gap-2">
            <Button onClick={() => setAdding(false)}>{words.common.cancel}</Button>
            <Button look="primary" type="submit" disabled={log.isPending}>
              {text.addTag}
            </Button>
          </div>
        </form>
      </Dialog>
    </Section>
  )
}
