'use client'
import { useMutation } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { LoadedPage } from '../../../_frame/loaded-page.tsx'
import { Page, Section } from '../../../_frame/page.tsx'
import { LineageLink } from '../../../_lineage/lineage-link.tsx'
import { trackedRunHref } from '../../../_tracking/address.ts'
import { useTRPC } from '../../../_trpc/client.tsx'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { useRun } from '../../../_trpc/use-run.ts'
import { Button } from '../../../_ui/button.tsx'
import { ButtonLink } from '../../../_ui/button-link.tsx'
import { FaultNotice } from '../../../_ui/fault-notice.tsx'
import { RelativeTime } from '../../../_ui/relative-time.tsx'
import { StatusGlyph } from '../../../_ui/status-glyph.tsx'
import { stepsSaid } from '../../../_ui/steps-said.ts'
import { toastFault } from '../../../_ui/toaster.tsx'
import { words } from '../../../_words/en.ts'
import { Took } from '../took.tsx'
import { Steps } from './steps.tsx'

const text = words.runs
type Run = Outputs['runs']['get']

export function RunPage({ project, id }: { project: string; id: string }) {
  const run = useRun(id)
  return (
    <LoadedPage
      title={text.run}
      parent={{ href: `/${project}/runs`, label: text.title }}
      query={run}
      what={text.run.toLowerCase()}
    >
      {(shown) => (
        <Page
          title={shown.pipeline.name}
          note={text.revision(shown.revision)}
          parent={{ href: `/${project}/runs`, label: text.title }}
          actions={<Actions project={project} run={shown} />}
        >
          <Facts project={project} run={shown} />
          {shown.fault && <FaultNotice fault={shown.fault} />}
          <Section title={text.steps}>
            <Steps project={project} run={shown} />
          </Section>
        </Page>
      )}
    </LoadedPage>
  )
}

function Actions({ project, run }: { project: string; run: Run }) {
  const trpc = useTRPC()
  const router = useRouter()
  const cancel = useMutation(trpc.runs.cancel.mutationOptions({ onError: toastFault }))
  const start = useMutation(
    trpc.runs.start.mutationOptions({
      onSuccess: ({ id }) => router.push(`/${project}/runs/${id}`),
      onError: toastFault,
    }),
  )
  const stopping = cancel.isPending || run.cancelRequestedAt !== null
  const { pipeline, revision, overrides } = run
  return (
    <>
      {run.endedAt === null ? (
        <Button disabled={stopping} onClick={() => cancel.mutate({ id: run.id })}>
          {stopping ? text.cancelling : text.cancel}
        </Button>
      ) : (
        <Button
          disabled={start.isPending}
          onClick={() => start.mutate({ pipeline: { id: pipeline.id }, revision, overrides })}
        >
          {text.again}
        </Button>
      )}
      <LineageLink project={project} of={`run:${run.id}`} />
      <ButtonLink href={trackedRunHref(project, { name: pipeline.slug, number: 0 }, run.id)}>{text.tracked}</ButtonLink>
      <ButtonLink look="primary" href={`/${project}/pipelines/${pipeline.slug}?run=${run.id}`}>
        {text.canvas}
      </ButtonLink>
    </>
  )
}

function Facts({ project, run }: { project: string; run: Run }) {
  const overrides = Object.entries(run.overrides)
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2 [&_dt]:text-12 [&_dt]:text-faint">
      <div>
        <dt>{text.columns.status}</dt>
        <dd aria-live="polite" className="flex flex-wrap items-center gap-x-2">
          <StatusGlyph status={run.status} label="shown" />
          <span className="figures text-soft">{stepsSaid(run.steps)}</span>
        </dd>
      </div>
      <div>
        <dt>{text.started}</dt>
        <dd>
          <RelativeTime at={run.createdAt} /> {text.by(run.startedBy)}
        </dd>
      </div>
      {run.setOff && (
        <div>
          <dt>{text.setOff}</dt>
          <dd>
            <Link className="link" href={`/${project}/${run.setOff.of}/${encodeURIComponent(run.setOff.name)}`}>
              {run.setOff.name}
            </Link>
          </dd>
        </div>
      )}
      {run.startedAt && (
        <div>
          <dt>{text.took}</dt>
          <dd>
            <Took {...run} />
          </dd>
        </div>
      )}
      {overrides.length > 0 && (
        <div>
          <dt>{text.overrides}</dt>
          <dd>
            <code>{overrides.map(([name, value]) => `${name} = ${value}`).join(', ')}</code>
          </dd>
        </div>
      )}
    </dl>
  )
}
