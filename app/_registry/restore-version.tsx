'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTRPC } from '../_trpc/client.tsx'
import { Button } from '../_ui/button.tsx'
import { Dialog } from '../_ui/dialog.tsx'
import { FaultNotice } from '../_ui/fault-notice.tsx'
import { faultText } from '../_ui/fault-text.ts'
import { Field } from '../_ui/field.tsx'
import { Input } from '../_ui/input.tsx'
import { toast } from '../_ui/toaster.tsx'
import { words } from '../_words/en.ts'

const text = words.registry

interface Restored {
  name: string
  number: number
  outcome: 'restored' | 'unchanged'
}

/** The file is sent as it is; the platform says what it was. */
async function send({ project, file, as }: { project: string; file: File; as: string }): Promise<Restored> {
  const answer = await fetch(`/api/models/archive?${new URLSearchParams(as ? { as } : {})}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream', 'x-espalier-project': project },
    body: file,
  })
  const body: unknown = await answer.json()
  if (!answer.ok) throw body
  return body as Restored
}

export function RestoreVersion({ project }: { project: string }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const restore = useMutation({
    mutationFn: send,
    onSuccess: ({ name, number, outcome }) => {
      toast.success((outcome === 'restored' ? text.restored : text.restoredSame)(name, number))
      setOpen(false)
      router.push(`/${project}/models/${encodeURIComponent(name)}?version=${number}`)
    },
    onSettled: () => queries.invalidateQueries(trpc.models.pathFilter()),
  })
  return (
    <>
      <Button onClick={() => setOpen(true)}>{text.restore}</Button>
      <Dialog open={open} onOpen={setOpen} title={text.restoreTitle} about={text.restoreAbout}>
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            const form = new FormData(event.currentTarget)
            const file = form.get('file')
            if (file instanceof File) restore.mutate({ project, file, as: String(form.get('as')).trim() })
          }}
        >
          <Field label={text.restoreFile}>
            <Input name="file" type="file" accept=".tar,application/x-tar" required className="py-0.5" />
          </Field>
          <Field label={text.restoreAs} hint={text.restoreAsHint}>
            <Input name="as" maxLength={256} autoComplete="off" />
          </Field>
          {restore.error && <FaultNotice fault={faultText(restore.error)} />}
          <div className="flex items-center justify-end gap-2">
            {restore.isPending && (
              <span role="status" className="text-soft">
                {text.restoreBusy}
              </span>
            )}
            <Button onClick={() => setOpen(false)}>{words.common.cancel}</Button>
            <Button look="primary" type="submit" disabled={restore.isPending}>
              {text.restoreAction}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
