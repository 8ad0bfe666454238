import type { Plan } from '#pipeline/compile.ts'
import { groupOf } from '#pipeline/define-node.ts'

/** The endpoint that a pipeline watches: the one whose predictions or operation its nodes of monitoring read. */
export function watchedBy({ steps }: Plan): string | undefined {
  const found = steps.find(({ kind, params }) => groupOf(kind) === 'monitor' && typeof params.endpoint === 'string')
  return found && String(found.params.endpoint)
}
