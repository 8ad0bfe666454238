'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Section } from '../../_frame/page.tsx'
import { datasetAddress } from '../../_lineage/address-of.ts'
import { useTRPC } from '../../_trpc/client.tsx'
import { words } from '../../_words/en.ts'
import { RegisterModel } from './register-model.tsx'
import type { Run } from './run.ts'

const text = words.tracking

/** The data a run read. */
export function RunData({ project, run }: { project: string; run: Run }) {
  if (run.datasets.length === 0) return null
  return (
    <Section title={text.datasets}>
      <ul className="flex flex-col gap-2">
        {run.datasets.map(({ name, digest, sourceType, source, tags }) => (
          <li key={`${name} ${digest}`} className="border-b border-line pb-2 last:border-0">
            <Link
              className="link font-strong"
              href={
                sourceType === 'espalier'
                  ? `/${project}/data/${encodeURIComponent(name)}`
                  : datasetAddress(project, name, digest)
              }
            >
              {name}
            </Link>{' '}
            <span className="text-soft">{tags['mlflow.data.context']}</span>
            <p className="text-soft">
              {text.digest} <code>{digest}</code> · {sourceType}
            </p>
            {sourceType !== 'code' && <code className="line-clamp-2 break-all text-faint">{source}</code>}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** The models a run read and made, and what became of them in the registry. */
export function RunModels({ project, run }: { project: string; run: Run }) {
  const trpc = useTRPC()
  const made = useQuery(trpc.tracked.made.queryOptions({ id: run.id }))
  const { models = [], versions = [] } = made.data ?? {}
  if (models.length + versions.length === 0) return null
  const link = ({ model, number }: (typeof versions)[number]) => (
    <Link
      key={`${model} ${number}`}
      className="link"
      href={`/${project}/models/${encodeURIComponent(model)}?version=${number}`}
    >
      {text.registeredAs(model, number)}
    </Link>
  )
  const loose = versions.filter(({ loggedModelId }) => !models.some(({ id }) => id === loggedModelId))
  return (
    <Section title={text.madeModels}>
      <ul className="flex flex-col gap-1.5">
        {models.map(({ id, name, direction, status }) => {
          const registered = versions.filter(({ loggedModelId }) => loggedModelId === id)
          const open = direction === 'output' && status === 'ready' && registered.length === 0
          return (
            <li key={`${id} ${direction}`} className="flex flex-wrap items-baseline gap-x-3">
              <span className="font-strong">{name}</span>
              <span className="text-soft">{direction === 'input' ? text.modelIn : text.modelOut}</span>
              <code className="break-all text-faint">{id}</code>
              {registered.map(link)}
              {open && <RegisterModel project={project} id={id} name={name} />}
            </li>
          )
        })}
        {loose.map((one) => (
          <li key={`${one.model} ${one.number}`}>{link(one)}</li>
        ))}
      </ul>
    </Section>
  )
}
