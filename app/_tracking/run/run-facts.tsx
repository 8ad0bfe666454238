'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useTRPC } from '../../_trpc/client.tsx'
import { CopyButton } from '../../_ui/copy-button.tsx'
import { RelativeTime } from '../../_ui/relative-time.tsx'
import { words } from '../../_words/en.ts'
import { Took } from '../../[project]/runs/took.tsx'
import { trackedRunHref } from '../address.ts'
import { GradeMark, gradeTag } from '../push/grade-mark.tsx'
import { RunStatus } from '../run-status.tsx'
import type { Run } from './run.ts'

const text = words.tracking

interface RunFactsProps {
  project: string
  run: Run
  /** Its name. */
  experiment: string
}

/** What state it is in, who started it, when, from where. */
export function RunFacts({ project, run, experiment }: RunFactsProps) {
  const tag = (key: string) => run.tags.find((one) => one.key === key)?.value
  const source = tag('mlflow.source.name')
  const commit = tag('mlflow.source.git.commit')
  const environment = tag('espalier.environment')
  const grade = tag(gradeTag)
  const warnings = Number(tag('espalier.warnings') ?? 0)
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2 [&_dt]:text-12 [&_dt]:text-faint">
      <Fact title={text.attributes.status}>
        <span aria-live="polite">
          <RunStatus status={run.status} label="shown" />
        </span>
      </Fact>
      <Fact title={text.attributes.started}>
        <RelativeTime at={new Date(run.startedAt)} />
      </Fact>
      <Fact title={text.attributes.took}>
        <Took startedAt={new Date(run.startedAt)} endedAt={run.endedAt === null ? null : new Date(run.endedAt)} />
      </Fact>
      {run.userName && <Fact title={text.by}>{run.userName}</Fact>}
      {run.parentId && (
        <Fact title={text.parent}>
          <Parent project={project} id={run.parentId} experiment={{ name: experiment, number: run.experiment }} />
        </Fact>
      )}
      {source && (
        <Fact title={text.source}>
          <code className="break-all">{source}</code>
        </Fact>
      )}
      {commit && (
        <Fact title={text.commit}>
          <code title={commit}>{commit.slice(0, 10)}</code> {tag('mlflow.source.git.branch')}
          {tag('mlflow.source.git.dirty') === 'True' && <span className="text-warning"> {text.uncommitted}</span>}
        </Fact>
      )}
      {environment && (
        <Fact title={text.environment}>
          <code className="break-all">{environment}</code>
        </Fact>
      )}
      {grade && (
        <Fact title={words.pushes.grade}>
          {grade === 'pending' ? words.pushes.running : <GradeMark grade={grade} />}
        </Fact>
      )}
      {warnings > 0 && (
        <Fact title={words.pushes.warnings}>
          <Link className="link text-warning" href="?tab=notebook" replace>
            {words.pushes.warningCount(warnings)}
          </Link>
        </Fact>
      )}
      <Fact title="Id">
        <span className="flex items-center gap-1">
          <code title={run.id}>{run.id.slice(0, 8)}</code>
          <CopyButton text={run.id.replaceAll('-', '')} className="-my-1" />
        </span>
      </Fact>
    </dl>
  )
}

const Fact = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="min-w-0">
    <dt>{title}</dt>
    <dd>{children}</dd>
  </div>
)

interface ParentProps {
  project: string
  id: string
  experiment: { name: string; number: number }
}

function Parent({ project, id, experiment }: ParentProps) {
  const trpc = useTRPC()
  const parent = useQuery(trpc.tracked.get.queryOptions({ id }))
  if (!parent.data) return <code>{id.slice(0, 8)}</code>
  return (
    <Link className="link" href={trackedRunHref(project, experiment, id)}>
      {parent.data.name}
    </Link>
  )
}
