import { words } from '../../_words/en.ts'
import type { RunView } from '../api.ts'

/** What is worth saying aloud between two views of a run: steps that ended, and the run's end. */
export function announcements(
  before: RunView | undefined,
  after: RunView,
  titleOf: (node: string) => string,
): string[] {
  if (before?.id !== after.id) return []
  const known = new Map(before.steps.map(({ node, status }) => [node, status]))
  const steps = after.steps
    .filter(({ node, status }) => known.get(node) !== status && ['done', 'failed'].includes(status))
    .map(({ node, status }) => words.canvas.run.step(titleOf(node), words.status[status]))
  if (before.status === after.status) return steps
  const end = after.status === 'queued' || after.status === 'running' ? undefined : after.status
  return end ? [...steps, words.canvas.run.ended[end]] : steps
}
