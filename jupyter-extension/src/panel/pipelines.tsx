import { useParts } from './context.ts'
import { GoingRun, type Run } from './going-run.tsx'
import { PageLink } from './link.tsx'
import type { Place } from './place.ts'
import { Section } from './section.tsx'
import { Status } from './status.tsx'
import { useAnswer } from './use-answer.ts'

/** Runs of pipelines, those that go on first, each as far as it is. */
export function Pipelines({ url, project }: Place) {
  const { commands, trans } = useParts()
  const { data, fault } = useAnswer<{ runs: Run[] }>('runs.list', ['run'], { limit: 30 })
  const answer = { ...(data && { data: data.runs }), ...(fault && { fault }) }
  return (
    <Section
      title={trans.__('Pipeline runs')}
      answer={answer}
      empty={trans.__('None yet. Run this notebook as a pipeline, or draw one in Espalier.')}
      action={
        <button
          type="button"
          className="jp-mod-styled jp-mod-minimal esp-Small"
          onClick={() => void commands.execute('espalier:run-pipeline')}
        >
          {trans.__('Run …')}
        </button>
      }
      row={(run) => {
        const { id, pipeline, status, fault } = run
        const link = <PageLink to={`${url}/${project}/runs/${id}`}>{pipeline.name}</PageLink>
        return ['queued', 'running', 'waiting'].includes(status) ? (
          <GoingRun key={id} run={run} link={link} />
        ) : (
          <li key={id}>
            <Status of={status} />
            {link}
            <span className="esp-Quiet esp-Cut" title={fault?.message}>
              {fault?.message ?? ''}
            </span>
          </li>
        )
      }}
    />
  )
}
