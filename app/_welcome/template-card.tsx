'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTRPC } from '../_trpc/client.tsx'
import type { Outputs } from '../_trpc/outputs.ts'
import { Button } from '../_ui/button.tsx'
import { PipelinePicture } from '../_ui/pipeline-picture.tsx'
import { toastFault } from '../_ui/toaster.tsx'
import { words } from '../_words/en.ts'

interface TemplateCardProps {
  project: string
  template: Outputs['templates']['list'][number]
}

export function TemplateCard({ project, template }: TemplateCardProps) {
  const trpc = useTRPC()
  const router = useRouter()
  const use = useMutation(
    trpc.templates.use.mutationOptions({
      onSuccess: ({ slug }) => router.push(`/${project}/pipelines/${slug}`),
      onError: toastFault,
    }),
  )
  const { name, title, description, spec } = template
  const busy = use.isPending || use.isSuccess
  return (
    <li className="flex flex-col overflow-hidden rounded-md border border-line bg-raised">
      <div className="border-b border-line bg-sunken p-4">
        <PipelinePicture
          spec={spec}
          label={words.welcome.picture(title, Object.keys(spec.nodes).length)}
          className="h-20 w-full"
        />
      </div>
      <div className="flex grow flex-col gap-2 p-4">
        <h3 className="text-15">{title}</h3>
        <p className="grow text-soft">{description}</p>
        <div className="mt-1 flex items-center gap-3">
          <Button look="primary" disabled={busy} onClick={() => use.mutate({ name })}>
            {words.welcome.useTemplate}
          </Button>
          <span role="status" className="text-soft">
            {busy && words.welcome.opening(title)}
          </span>
        </div>
      </div>
    </li>
  )
}
