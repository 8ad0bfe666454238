import { words } from '../_words/en.ts'

const others = ['failed', 'cancelled', 'skipped'] as const
type Status = 'queued' | 'running' | 'done' | 'reused' | (typeof others)[number]

/** How far a run has come: steps that never ran, or ran in vain, are not among those that are done. */
export function stepsSaid(steps: readonly { status: Status }[]): string {
  const count = (...statuses: Status[]) => steps.filter(({ status }) => statuses.includes(status)).length
  const rest = others.flatMap((status) => {
    const found = count(status)
    return found > 0 ? [`${found} ${words.status[status].toLowerCase()}`] : []
  })
  return words.canvas.run.steps(count('done', 'reused'), steps.length, rest)
}
