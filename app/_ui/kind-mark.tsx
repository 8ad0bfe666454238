import { groupOf, type NodeGroup } from '#pipeline/define-node.ts'
import { words } from '../_words/en.ts'

export const kindHue: Record<NodeGroup, string> = {
  etl: 'var(--kind-etl)',
  feature: 'var(--kind-feature)',
  training: 'var(--kind-training)',
  validation: 'var(--kind-validation)',
  deployment: 'var(--kind-deployment)',
  notebook: 'var(--kind-notebook)',
  monitor: 'var(--kind-monitor)',
}

/** A strip in the hue of a node's kind. */
export function KindMark({ kind }: { kind: string }) {
  const group = groupOf(kind)
  return (
    <span
      title={words.groups[group]}
      className="inline-block h-4 w-1 shrink-0 rounded-full"
      style={{ background: kindHue[group] }}
    />
  )
}
