import type { Plan } from '#pipeline/compile.ts'
import { groupOf } from '#pipeline/define-node.ts'
import type { PortValue } from '#pipeline/ports/index.ts'

interface Made {
  node: string
  outputs: Record<string, PortValue> | null
}

/** Whether the table that a node of monitoring has read is empty. */
export const nobodyAsked = ({ steps }: Pick<Plan, 'steps'>, made: readonly Made[]): boolean =>
  made.some(
    ({ node, outputs }) =>
      steps.some((step) => step.node === node && groupOf(step.kind) === 'monitor') &&
      Object.values(outputs ?? {}).some((value) => value.type === 'table' && value.rows === 0),
  )
