'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'
import { useTRPC } from '../../../_trpc/client.tsx'
import { Button } from '../../../_ui/button.tsx'
import { Dialog } from '../../../_ui/dialog.tsx'
import { FaultNotice } from '../../../_ui/fault-notice.tsx'
import { faultText } from '../../../_ui/fault-text.ts'
import { Field } from '../../../_ui/field.tsx'
import { Input } from '../../../_ui/input.tsx'
import { toast } from '../../../_ui/toaster.tsx'
import { words } from '../../../_words/en.ts'
import { endpointFor } from './endpoint-for.ts'

const text = words.models

export function Deploy({ project, model, number }: { project: string; model: string; number: number }) {
  const trpc = useTRPC()
  const router = useRouter()
  const queries = useQueryClient()
  const known = useId()
  const [open, setOpen] = useState(false)
  const [endpoint, setEndpoint] = useState(endpointFor(model))
  const endpoints = useQuery(trpc.endpoints.list.queryOptions(undefined, { enabled: open }))
  const deploy = useMutation(
    trpc.endpoints.deploy.mutationOptions({
      onSuccess: () => {
        queries.invalidateQueries(trpc.endpoints.pathFilter())
        queries.invalidateQueries(trpc.models.pathFilter())
        toast.success(text.deployed(endpoint))
        router.push(`/${project}/endpoints/${endpoint}`)
      },
    }),
  )
  return (
    <>
      <Button look="primary" onClick={() => setOpen(true)}>
        {text.deploy}
      </Button>
      <Dialog open={open} onOpen={setOpen} title={text.deployTitle(model, number)} about={text.deployAbout}>
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            deploy.mutate({ endpoint, version: { name: model, number } })
          }}
        >
          <Field label={text.endpointName} hint={text.endpointHint}>
            <Input
              value={endpoint}
              onChange={(event) => setEndpoint(event.target.value)}
              list={known}
              required
              pattern="[a-z0-9]+(-[a-z0-9]+)*"
              maxLength={60}
              autoComplete="off"
            />
          </Field>
          <datalist id={known}>
            {endpoints.data?.map(({ id, name }) => (
              <option key={id} value={name} />
            ))}
          </datalist>
          {deploy.error && <FaultNotice fault={faultText(deploy.error)} />}
          <div className="flex justify-end gap-2">
            <Button onClick={() => setOpen(false)}>{words.common.cancel}</Button>
            <Button look="primary" type="submit" disabled={deploy.isPending || deploy.isSuccess}>
              {text.deployAction}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
