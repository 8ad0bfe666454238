'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import type { FormEvent } from 'react'
import type { Corrections } from '#pipeline/ports/corrections.ts'
import { Section } from '../../_frame/page.tsx'
import { useTRPC } from '../../_trpc/client.tsx'
import { Button } from '../../_ui/button.tsx'
import { FaultNotice } from '../../_ui/fault-notice.tsx'
import { faultText } from '../../_ui/fault-text.ts'
import { Field } from '../../_ui/field.tsx'
import { Input } from '../../_ui/input.tsx'
import { toast } from '../../_ui/toaster.tsx'
import { words } from '../../_words/en.ts'
import { endpointFor } from '../models/[name]/endpoint-for.ts'

const text = words.onnx

interface AdmitProps {
  project: string
  file: string
  version: { name: string; number: number } | undefined
  told: { corrections: Corrections; rows?: { name: string; version?: number } }
}

/** The step into the registry: an upload becomes a model's next version, a version's own files are deployed. */
export function Admit({ project, file, version, told }: AdmitProps) {
  const trpc = useTRPC()
  const router = useRouter()
  const queries = useQueryClient()
  const again = () =>
    Promise.all([trpc.models, trpc.endpoints].map((one) => queries.invalidateQueries(one.pathFilter())))
  const register = useMutation(
    trpc.models.importOnnx.mutationOptions({
      onSuccess: ({ version: made }, { name }) => {
        again()
        toast.success(text.registered(name, made?.number ?? 1))
        router.push(`/${project}/models/${encodeURIComponent(name)}?version=${made?.number ?? 1}`)
      },
    }),
  )
  const deploy = useMutation(
    trpc.models.deployFiles.mutationOptions({
      onSuccess: ({ name }) => {
        again()
        toast.success(words.models.deployed(name))
        router.push(`/${project}/endpoints/${name}`)
      },
    }),
  )
  const { error, isPending, isSuccess } = version ? deploy : register
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name'))
    if (version) deploy.mutate({ ...version, endpoint: name, ...told })
    else register.mutate({ name, file, ...told })
  }
  return (
    <Section title={version ? text.deployFiles : text.registerAs}>
      <form className="flex max-w-120 flex-col gap-3" onSubmit={submit}>
        <Field
          label={version ? words.models.endpointName : text.name}
          hint={version ? words.models.endpointHint : text.nameHint}
        >
          <Input
            name="name"
            defaultValue={version ? endpointFor(version.name) : ''}
            required
            pattern={version ? '[a-z0-9]+(-[a-z0-9]+)*' : '[A-Za-z0-9][A-Za-z0-9._\\-]*'}
            maxLength={version ? 60 : 120}
            autoComplete="off"
          />
        </Field>
        {error && <FaultNotice fault={faultText(error)} />}
        <Button type="submit" look="primary" className="self-start" disabled={isPending || isSuccess}>
          {version ? text.deployFiles : isPending ? text.registering : text.register}
        </Button>
      </form>
    </Section>
  )
}
