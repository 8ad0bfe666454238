'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Children, type ReactNode } from 'react'
import { useTRPC } from '../../../_trpc/client.tsx'
import { Loaded } from '../../../_ui/loaded.tsx'
import { RelativeTime } from '../../../_ui/relative-time.tsx'
import { words } from '../../../_words/en.ts'

const text = words.lineage

interface UsedByProps {
  project: string
  /** Every version when none is named. */
  of: { file: string; version?: number } | { dataset: string; digest?: string }
}

/** What ran over a table, and the models and endpoints that came of it. */
export function UsedBy({ project, of }: UsedByProps) {
  const trpc = useTRPC()
  const used = useQuery(trpc.lineage.usedBy.queryOptions(of))
  return (
    <Loaded query={used} what={text.usedBy.toLowerCase()}>
      {({ pipelines, programs, models, endpoints, demos, drawn }) =>
        pipelines.length + drawn.length + programs.length + models.length === 0 ? (
          <p className="py-3 text-soft">{text.unused}</p>
        ) : (
          <div className="grid gap-6 py-3 md:grid-cols-2 lg:grid-cols-5">
            <Uses title={text.uses.pipelines}>
              {pipelines.map(({ slug, name, runs, lastRunId, lastRunAt }) => (
                <li key={slug} className="border-b border-line py-1.5">
                  <Link className="link" href={`/${project}/pipelines/${slug}`}>
                    {name}
                  </Link>
                  <div className="text-12 text-soft">
                    {text.runs(runs)} ·{' '}
                    <Link className="link" href={`/${project}/runs/${lastRunId}`}>
                      <RelativeTime at={lastRunAt} />
                    </Link>
                  </div>
                </li>
              ))}
              {drawn.map(({ slug, name }) => (
                <li key={slug} className="border-b border-line py-1.5">
                  <Link className="link" href={`/${project}/pipelines/${slug}`}>
                    {name}
                  </Link>
                  <div className="text-12 text-soft">{text.notRun}</div>
                </li>
              ))}
            </Uses>
            <Uses title={text.uses.programs}>
              {programs.map(({ experiment, name, runs, notebooks, lastRunId, lastRunName, lastRunAt }) => (
                <li key={experiment} className="border-b border-line py-1.5">
                  <Link className="link" href={`/${project}/experiments/${experiment}`}>
                    {name}
                  </Link>
                  <div className="text-12 text-soft">
                    {text.runs(runs)}
                    {notebooks > 0 && `, ${text.inNotebooks(notebooks, runs)}`} ·{' '}
                    <Link className="link" href={`/${project}/experiments/${experiment}/runs/${lastRunId}`}>
                      {lastRunName}
                    </Link>{' '}
                    <RelativeTime at={lastRunAt} />
                  </div>
                </li>
              ))}
            </Uses>
            <Uses title={text.uses.models}>
              {models.map(({ name, versions }) => (
                <li key={name} className="border-b border-line py-1.5">
                  {name}
                  <div className="text-12">
                    {versions.map((number) => (
                      <Link key={number} className="link mr-2" href={`/${project}/models/${name}?version=${number}`}>
                        {text.version(number)}
                      </Link>
                    ))}
                  </div>
                </li>
              ))}
            </Uses>
            <Uses title={text.uses.endpoints}>
              {endpoints.map(({ name, model, number, mode }) => (
                <li key={`${name} ${model} ${number}`} className="border-b border-line py-1.5">
                  <Link className="link" href={`/${project}/endpoints/${name}`}>
                    {name}
                  </Link>
                  <div className="text-12 text-soft">
                    {model}, {text.version(number)} · {mode}
                  </div>
                </li>
              ))}
            </Uses>
            <Uses title={text.uses.demos}>
              {demos.map(({ name, model, number }) => (
                <li key={name} className="border-b border-line py-1.5">
                  <Link className="link" href={`/${project}/demos/${name}`}>
                    {name}
                  </Link>
                  <div className="text-12 text-soft">
                    {model}, {text.version(number)}
                  </div>
                </li>
              ))}
            </Uses>
          </div>
        )
      }
    </Loaded>
  )
}

function Uses({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="text-12 text-faint">{title}</h2>
      {Children.count(children) === 0 ? <p className="py-1.5 text-soft">{text.none}</p> : <ul>{children}</ul>}
    </section>
  )
}
