'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Section } from '../../../_frame/page.tsx'
import { useTRPC } from '../../../_trpc/client.tsx'
import { Button } from '../../../_ui/button.tsx'
import { ButtonLink } from '../../../_ui/button-link.tsx'
import { CodeBlock } from '../../../_ui/code-block.tsx'
import { FaultNotice } from '../../../_ui/fault-notice.tsx'
import { faultText } from '../../../_ui/fault-text.ts'
import { Field } from '../../../_ui/field.tsx'
import { Input } from '../../../_ui/input.tsx'
import { Loaded } from '../../../_ui/loaded.tsx'
import { toast } from '../../../_ui/toaster.tsx'
import { words } from '../../../_words/en.ts'
import { endpointFor } from './endpoint-for.ts'

const text = words.onnx

interface FilesViewProps {
  project: string
  model: string
  number: number
}

/** A version that was saved elsewhere: deployed in one step where its files hold ONNX or trees, else how to convert it. */
export function FilesView({ project, model, number }: FilesViewProps) {
  const trpc = useTRPC()
  const files = useQuery(trpc.models.getFiles.queryOptions({ name: model, number }))
  return (
    <Loaded query={files} what={words.models.version(number).toLowerCase()}>
      {(found) =>
        found && (
          <Section
            title={text.filesTitle}
            about={found.flavors.length > 0 ? text.filesAs(found.flavors.join(', ')) : undefined}
          >
            {found.became !== null && (
              <p>
                <Link className="link" href={`/${project}/models/${encodeURIComponent(model)}?version=${found.became}`}>
                  {text.filesBecame(found.became)}
                </Link>
              </p>
            )}
            {found.servable ? (
              <>
                <p className="max-w-160">{text.filesServable[found.servable]}</p>
                <DeployFiles project={project} model={model} number={number} />
              </>
            ) : (
              <>
                <p className="max-w-160">{found.here ? text.filesOpaque : text.filesElsewhere}</p>
                {found.conversion !== null && <CodeBlock code={found.conversion} className="max-w-200" />}
              </>
            )}
            <p className="text-12 break-all text-faint">
              <code>{found.source}</code>
            </p>
          </Section>
        )
      }
    </Loaded>
  )
}

function DeployFiles({ project, model, number }: FilesViewProps) {
  const trpc = useTRPC()
  const router = useRouter()
  const queries = useQueryClient()
  const [endpoint, setEndpoint] = useState(endpointFor(model))
  const deploy = useMutation(
    trpc.models.deployFiles.mutationOptions({
      onSuccess: ({ name }) => {
        queries.invalidateQueries(trpc.endpoints.pathFilter())
        queries.invalidateQueries(trpc.models.pathFilter())
        toast.success(words.models.deployed(name))
        router.push(`/${project}/endpoints/${name}`)
      },
    }),
  )
  return (
    <form
      className="flex max-w-160 flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        deploy.mutate({ name: model, number, endpoint })
      }}
    >
      <div className="flex flex-wrap items-end gap-2">
        <div className="w-64">
          <Field label={words.models.endpointName}>
            <Input
              value={endpoint}
              onChange={(event) => setEndpoint(event.target.value)}
              required
              pattern="[a-z0-9]+(-[a-z0-9]+)*"
              maxLength={60}
              autoComplete="off"
            />
          </Field>
        </div>
        <Button type="submit" look="primary" disabled={deploy.isPending || deploy.isSuccess}>
          {deploy.isPending ? text.checking : text.deployFiles}
        </Button>
        <ButtonLink href={`/${project}/import-onnx?of=${encodeURIComponent(`${model}@${number}`)}`}>
          {text.correctFiles}
        </ButtonLink>
      </div>
      {deploy.error && <FaultNotice fault={faultText(deploy.error)} />}
    </form>
  )
}
