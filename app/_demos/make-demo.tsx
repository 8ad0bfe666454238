'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTRPC } from '../_trpc/client.tsx'
import type { Inputs } from '../_trpc/outputs.ts'
import { Button } from '../_ui/button.tsx'
import { Dialog } from '../_ui/dialog.tsx'
import { FaultNotice } from '../_ui/fault-notice.tsx'
import { faultText } from '../_ui/fault-text.ts'
import { Field } from '../_ui/field.tsx'
import { Input } from '../_ui/input.tsx'
import { toast } from '../_ui/toaster.tsx'
import { words } from '../_words/en.ts'

const text = words.demos

interface MakeDemoProps {
  project: string
  of: Inputs['demos']['create']['of']
  /** What it is of, in words. */
  what: string
}

/** Makes a page to try a version or an endpoint, and goes to where it is set up. */
export function MakeDemo({ project, of, what }: MakeDemoProps) {
  const trpc = useTRPC()
  const router = useRouter()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const create = useMutation(
    trpc.demos.create.mutationOptions({
      onSuccess: ({ name }) => {
        queries.invalidateQueries(trpc.demos.pathFilter())
        toast.success(text.made(name))
        router.push(`/${project}/demos/${name}`)
      },
    }),
  )
  return (
    <>
      <Button onClick={() => setOpen(true)}>{text.make}</Button>
      <Dialog open={open} onOpen={setOpen} title={text.makeTitle(what)} about={text.makeAbout}>
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            const form = new FormData(event.currentTarget)
            const [title, name] = ['title', 'name'].map((one) => String(form.get(one) ?? '').trim())
            create.mutate({ of, ...(title && { title }), ...(name && { name }) })
          }}
        >
          <Field label={text.demoTitle}>
            <Input name="title" maxLength={120} autoComplete="off" required defaultValue={titleOf(what)} />
          </Field>
          <Field label={text.name} hint={text.nameHint}>
            <Input name="name" pattern="[a-z0-9]+(-[a-z0-9]+)*" maxLength={60} autoComplete="off" />
          </Field>
          {create.error && <FaultNotice fault={faultText(create.error)} />}
          <div className="flex justify-end gap-2">
            <Button onClick={() => setOpen(false)}>{words.common.cancel}</Button>
            <Button look="primary" type="submit" disabled={create.isPending || create.isSuccess}>
              {text.make}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}

const titleOf = (what: string): string => {
  const plain = what.replace(/[-_.]+/g, ' ')
  return `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`
}
