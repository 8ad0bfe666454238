import type { ReactNode } from 'react'
import { useParts } from './context.ts'
import { Status } from './status.tsx'
import { useAnswer } from './use-answer.ts'

export interface Run {
  id: string
  pipeline: { name: string }
  status: string
  fault: { message: string } | null
  steps: { ended: number; all: number }
}

interface Step {
  title: string
  status: string
  /** 0 to 1. */
  progress: number | null
  message: string | null
}

/** A run that goes on: how far it is, and what the steps that run now say. */
export function GoingRun({ run: { id, pipeline, status, steps }, link }: { run: Run; link: ReactNode }) {
  const { commands, trans } = useParts()
  const { data } = useAnswer<{ steps: Step[] }>('runs.get', ['run'], { id })
  const running = data?.steps.filter((step) => step.status === 'running') ?? []
  const share = running.reduce((sum, { progress }) => sum + (progress ?? 0), 0)
  return (
    <li className="esp-Tall">
      <div className="esp-Row">
        <Status of={status} />
        <span className="esp-Grow">{link}</span>
        <button
          type="button"
          className="jp-mod-styled jp-mod-minimal esp-Small"
          aria-label={trans.__('Cancel %1', pipeline.name)}
          onClick={() => void commands.execute('espalier:cancel-run', { id })}
        >
          {trans.__('Cancel')}
        </button>
      </div>
      <div className="esp-Row esp-Quiet">
        <progress
          value={steps.ended + share}
          max={steps.all}
          aria-label={trans.__('%1: %2 of %3 steps', pipeline.name, steps.ended, steps.all)}
        />
        <span>
          {steps.ended}/{steps.all}
        </span>
        <span className="esp-Cut">
          {running.map(({ title, message }) => (message ? `${title}: ${message}` : title)).join(', ')}
        </span>
      </div>
    </li>
  )
}
