import { useParts } from './context.ts'
import { PageLink } from './link.tsx'
import type { Place } from './place.ts'
import { Section } from './section.tsx'
import { Status } from './status.tsx'
import { useAnswer } from './use-answer.ts'

interface Run {
  id: string
  pipeline: { name: string }
  status: string
  fault: { message: string } | null
  steps: { ended: number; all: number }
}

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
      row={({ id, pipeline, status, fault, steps }) => (
        <li key={id}>
          <Status of={status} />
          <PageLink to={`${url}/${project}/runs/${id}`}>{pipeline.name}</PageLink>
          {['queued', 'running', 'waiting'].includes(status) ? (
            <>
              <progress
                value={steps.ended}
                max={steps.all}
                aria-label={trans.__('%1: %2 of %3 steps', pipeline.name, steps.ended, steps.all)}
              />
              <span className="esp-Quiet">
                {steps.ended}/{steps.all}
              </span>
              <button
                type="button"
                className="jp-mod-styled jp-mod-minimal esp-Small"
                aria-label={trans.__('Cancel %1', pipeline.name)}
                onClick={() => void commands.execute('espalier:cancel-run', { id })}
              >
                {trans.__('Cancel')}
              </button>
            </>
          ) : (
            <span className="esp-Quiet esp-Cut">{fault?.message ?? ''}</span>
          )}
        </li>
      )}
    />
  )
}
