import Link from 'next/link'
import type { ReactNode } from 'react'
import { words } from '../../_words/en.ts'
import type { Push } from './push.ts'

const text = words.pushes

export function PushFacts({ project, push }: { project: string; push: Push }) {
  const { report, version } = push
  const [model, number] = version?.split('/') ?? []
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3 [&_dt]:text-12 [&_dt]:text-faint">
      {report && (
        <Fact title={text.tab}>
          {report.notebook.path && !report.notebook.why ? (
            <Link className="link" href="?tab=artifacts&file=saved.ipynb" replace title={text.saved}>
              {report.notebook.name}
            </Link>
          ) : (
            report.notebook.name
          )}
        </Fact>
      )}
      {report && (
        <Fact title={text.cells}>
          {[
            report.cells.run,
            report.cells.edited > 0 && text.edited(report.cells.edited),
            report.cells.deleted > 0 && text.deleted(report.cells.deleted),
          ]
            .filter(Boolean)
            .join(', ')}
        </Fact>
      )}
      {model && number ? (
        <Fact title={text.model}>
          <Link className="link" href={`/${project}/models/${encodeURIComponent(model)}?version=${number}`}>
            {text.modelVersion(model, number)}
          </Link>
        </Fact>
      ) : (
        report?.model?.file && (
          <Fact title={text.model}>
            <Link className="link" href={`?tab=artifacts&file=${encodeURIComponent(report.model.file)}`} replace>
              {report.model.variable}
            </Link>{' '}
            <span className="text-soft">{text.kept}</span>
          </Fact>
        )
      )}
      {report?.parity && (
        <Fact title={text.parity}>
          {text.parityText(report.parity.maxDifference.toPrecision(2), report.parity.rows)}
        </Fact>
      )}
      {report && (
        <Fact title={text.environment}>
          <Link className="link" href="?tab=artifacts&file=environment.txt" replace>
            {text.packages(report.environment.python, report.environment.packages)}
          </Link>
        </Fact>
      )}
    </dl>
  )
}

const Fact = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="min-w-0">
    <dt>{title}</dt>
    <dd className="break-words">{children}</dd>
  </div>
)
