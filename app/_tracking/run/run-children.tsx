'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Section } from '../../_frame/page.tsx'
import { useTRPC } from '../../_trpc/client.tsx'
import { RelativeTime } from '../../_ui/relative-time.tsx'
import { words } from '../../_words/en.ts'
import { experimentHref, trackedRunHref } from '../address.ts'
import { RunStatus } from '../run-status.tsx'
import type { Run } from './run.ts'

const text = words.tracking

interface RunChildrenProps {
  project: string
  run: Run
  experiment: string
}

/** As many as a page of runs holds; the table has them all. */
const shown = 200

/** Training steps of a pipeline, trials of a search: runs that stand beneath this one. */
export function RunChildren({ project, run, experiment }: RunChildrenProps) {
  const trpc = useTRPC()
  const children = useQuery(trpc.tracked.rows.queryOptions({ parent: run.id, orderBy: ['start_time'] }))
  const rows = children.data ?? []
  if (rows.length === 0) return null
  const filter = `tags.mlflow.parentRunId = '${run.id.replaceAll('-', '')}'`
  const all = `${experimentHref(project, { name: experiment, number: run.experiment })}?filter=${encodeURIComponent(filter)}`
  return (
    <Section
      title={text.beneath}
      actions={
        rows.length === shown && (
          <Link className="link" href={all}>
            {text.allBeneath}
          </Link>
        )
      }
    >
      <ul>
        {rows.map((row) => (
          <li key={row.id} className="flex h-8 items-center gap-3 border-b border-line last:border-0">
            <RunStatus status={row.status} />
            <Link
              className="min-w-0 truncate font-strong no-underline hover:underline"
              href={trackedRunHref(project, { name: row.experimentName, number: row.experiment }, row.id)}
            >
              {row.name}
            </Link>
            <span className="ml-auto text-soft">
              <RelativeTime at={new Date(row.startedAt)} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
