import Link from 'next/link'
import { trackedRunHref } from '../../../_tracking/address.ts'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { words } from '../../../_words/en.ts'

const text = words.registry
type Version = Outputs['models']['get']['versions'][number]

/** Which run made it, and where that belongs. */
export function Origin({ project, version: { origin, source } }: { project: string; version: Version }) {
  if (!origin)
    return source ? (
      <code className="max-w-80 truncate text-soft" title={source}>
        {source}
      </code>
    ) : (
      <span className="text-faint">{text.fromElsewhere}</span>
    )
  if (origin.kind === 'pipeline')
    return (
      <Link className="link" href={`/${project}/runs/${origin.run}`}>
        {text.fromPipeline(origin.name, origin.revision)}
      </Link>
    )
  return (
    <span>
      <Link className="link" href={trackedRunHref(project, origin.experiment, origin.run)}>
        {text.fromRun(origin.name)}
      </Link>{' '}
      <span className="text-soft">{text.inExperiment(origin.experiment.name)}</span>
    </span>
  )
}
