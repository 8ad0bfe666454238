import type { Run } from './client.ts'
import { faultText } from './failure.ts'
import { textTable } from './text-table.ts'

type Step = Run['steps'][number]

const marks = { done: '✓', reused: '↺', failed: '✗', skipped: '–', cancelled: '■', running: '…', queued: '·' } as const

export const secondsBetween = (from: Date | null, to: Date | null): string =>
  from && to ? `${((to.getTime() - from.getTime()) / 1000).toFixed(1)} s` : ''

export function stepLine(step: Step): string {
  const { status, title, node, progress, message, rowsOut, fault } = step
  const share = status === 'running' && progress !== null ? ` ${Math.round(progress * 100)} %` : ''
  const note = (status === 'running' || status === 'done') && message ? ` ${message}` : ''
  const rows = rowsOut === null ? '' : ` ${rowsOut} rows`
  const why = fault ? `\n${faultText(fault)}` : ''
  const time = secondsBetween(step.startedAt, step.endedAt)
  return `${marks[status]} ${title} (${node}): ${status}${share}${status === 'done' && note ? `,${note}` : note}${rows}${time && ` ${time}`}${why}`
}

export function runText(run: Run, url: string): string {
  const headings = ['', 'node', 'status', 'rows in', 'rows out', 'time']
  const rows = run.steps.map((step) => [
    marks[step.status],
    step.node,
    step.status,
    step.rowsIn ?? '',
    step.rowsOut ?? '',
    secondsBetween(step.startedAt, step.endedAt),
  ])
  const failed = run.steps.flatMap(({ node, fault }) =>
    fault ? [faultText({ ...fault, at: { node, ...fault.at } })] : [],
  )
  const reasons = failed.length || !run.fault ? failed : [faultText(run.fault)]
  const head = `${run.pipeline.name}, revision ${run.revision}: ${run.status} ${secondsBetween(run.startedAt, run.endedAt)}`
  return [head.trimEnd(), textTable(headings, rows), ...reasons, `${url}/default/runs/${run.id}`].join('\n')
}

/** The run without the drawing of its pipeline, for programs. */
export function runDocument({ spec: _, ...run }: Run, url: string) {
  return { ...run, url: `${url}/default/runs/${run.id}` }
}
