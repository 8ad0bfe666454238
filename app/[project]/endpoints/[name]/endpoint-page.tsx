'use client'
import { skipToken, useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { MakeDemo } from '../../../_demos/make-demo.tsx'
import { Page, Section } from '../../../_frame/page.tsx'
import { LineageLink } from '../../../_lineage/lineage-link.tsx'
import { EndpointMonitor } from '../../../_monitor/endpoint-monitor.tsx'
import { Decommission, SunsetNotice } from '../../../_registry/sunset.tsx'
import { ReleaseSection } from '../../../_releases/release-section.tsx'
import { CreateToken } from '../../../_tokens/create-token.tsx'
import { useTRPC } from '../../../_trpc/client.tsx'
import { ConfirmByName } from '../../../_ui/confirm-by-name.tsx'
import { Loaded } from '../../../_ui/loaded.tsx'
import { MoreMenu } from '../../../_ui/more-menu.tsx'
import { toast } from '../../../_ui/toaster.tsx'
import { words } from '../../../_words/en.ts'
import { CodeSamples } from './code-samples.tsx'
import { Recent } from './recent.tsx'
import { Routes } from './routes.tsx'
import { Shares } from './shares.tsx'
import { TryIt } from './try-it.tsx'

const text = words.endpoints

interface EndpointPageProps {
  project: string
  name: string
  /** Of the protocols server. */
  apiUrl: string
}

export function EndpointPage({ project, name, apiUrl }: EndpointPageProps) {
  const trpc = useTRPC()
  const router = useRouter()
  const endpoint = useQuery(trpc.endpoints.get.queryOptions({ name }))
  const [target] = endpoint.data?.targets ?? []
  const release = useQuery(trpc.releases.get.queryOptions({ endpoint: name }))
  const released = Boolean(release.data)
  const details = useQuery(trpc.artifacts.details.queryOptions(target ? { artifact: target.details } : skipToken))
  const [ending, setEnding] = useState(false)
  const [removing, setRemoving] = useState(false)
  const remove = useMutation(
    trpc.endpoints.remove.mutationOptions({
      onSuccess: () => {
        toast(text.deleted(name))
        router.push(`/${project}/endpoints`)
      },
    }),
  )
  const parent = { href: `/${project}/endpoints`, label: text.title }
  return (
    <Page
      title={name}
      parent={parent}
      actions={
        <>
          {target && !endpoint.data?.sunset && <MakeDemo project={project} of={{ endpoint: name }} what={name} />}
          <LineageLink project={project} of={`endpoint:${name}`} />
          {endpoint.data && (
            <MoreMenu
              groups={[
                endpoint.data.sunset ? [] : [{ label: words.registry.decommission, onSelect: () => setEnding(true) }],
                [{ label: text.delete, danger: true, onSelect: () => setRemoving(true) }],
              ].filter((group) => group.length > 0)}
            />
          )}
        </>
      }
      note={
        target && (
          <>
            {text.answersWith} <Shares project={project} shares={endpoint.data?.targets ?? []} />
          </>
        )
      }
    >
      <Loaded query={endpoint} what={name} back={parent}>
        {({ routes, route, sunset }) =>
          target ? (
            <div className="flex flex-col gap-8">
              {sunset && <SunsetNotice what={{ endpoint: name }} sunset={sunset} />}
              {target.sunset && (
                <SunsetNotice what={{ model: target.model, number: target.number }} sunset={target.sunset} />
              )}
              {released && <ReleaseSection project={project} endpoint={name} target={target} />}
              <Section title={text.try}>
                <Loaded query={details} what={text.example.toLowerCase()}>
                  {({ examples }) => (
                    <TryIt
                      key={target.versionId}
                      project={project}
                      endpoint={name}
                      signature={target.signature}
                      examples={examples}
                    />
                  )}
                </Loaded>
              </Section>
              <Section title={text.code} about={text.codeAbout} actions={<CreateToken suggestion={name} />}>
                <CodeSamples
                  address={new URL(`/predict/${name}`, apiUrl).href}
                  row={exampleFor(target.signature.inputs, details.data?.examples[0])}
                  pictures={target.signature.inputs.flatMap(({ name, type }) => (type === 'image' ? [name] : []))}
                />
              </Section>
              {!released && <ReleaseSection project={project} endpoint={name} target={target} />}
              <Section title={words.monitors.title}>
                <EndpointMonitor project={project} endpoint={name} />
              </Section>
              <Section title={text.recent}>
                <Recent
                  project={project}
                  endpoint={name}
                  columns={target.signature.inputs.map((input) => input.name)}
                />
              </Section>
              <Section title={text.history}>
                <Routes project={project} name={name} routes={routes} current={route} />
              </Section>
            </div>
          ) : (
            <p className="text-soft">{text.nobodyHint}</p>
          )
        }
      </Loaded>
      <ConfirmByName
        open={removing}
        onOpen={setRemoving}
        title={text.deleteTitle(name)}
        consequence={text.deleteConsequence}
        name={name}
        action={text.deleteAction}
        onConfirm={() => remove.mutateAsync({ name })}
      />
      <Decommission what={{ endpoint: name }} open={ending} onOpen={setEnding} />
    </Page>
  )
}

/** Only what a caller must send: examples may have more columns. */
const exampleFor = (inputs: readonly { name: string }[], example: Record<string, unknown> | undefined) =>
  Object.fromEntries(inputs.map(({ name }) => [name, example?.[name] ?? null]))
