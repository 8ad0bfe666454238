import type { Outputs } from '../../../_trpc/outputs.ts'

type Run = Outputs['runs']['get']

const hues: Record<Run['steps'][number]['status'], string> = {
  queued: 'var(--status-queued)',
  running: 'var(--status-running)',
  done: 'var(--status-done)',
  reused: 'var(--status-reused)',
  failed: 'var(--status-failed)',
  skipped: 'var(--status-skipped)',
  cancelled: 'var(--status-cancelled)',
}

/** When a step ran, along the whole of its run. */
export function TimeBar({ run, step }: { run: Run; step: Run['steps'][number] }) {
  const start = run.startedAt?.getTime()
  if (!start || !step.startedAt || step.status === 'reused') return null
  const lastKnown = [run.endedAt, ...run.steps.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt])]
  const end = Math.max(...lastKnown.map((time) => time?.getTime() ?? 0), start + 1)
  const share = (time: number) => ((time - start) / (end - start)) * 100
  const from = Math.max(share(step.startedAt.getTime()), 0)
  const to = share(step.endedAt?.getTime() ?? end)
  return (
    <span aria-hidden className="relative block h-2 w-full rounded-full bg-sunken">
      <span
        className="absolute h-full min-w-0.5 rounded-full"
        style={{ left: `${from}%`, width: `${Math.max(to - from, 0)}%`, background: hues[step.status] }}
      />
    </span>
  )
}
