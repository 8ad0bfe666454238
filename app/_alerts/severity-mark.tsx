import { Info, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { Outputs } from '../_trpc/outputs.ts'
import { classNames } from '../_ui/class-names.ts'
import { words } from '../_words/en.ts'

export type Severity = Outputs['alerts']['get']['severity']

const marks: Record<Severity, { Icon: LucideIcon; tone: string }> = {
  info: { Icon: Info, tone: 'text-soft' },
  warning: { Icon: TriangleAlert, tone: 'text-warning' },
  critical: { Icon: OctagonAlert, tone: 'text-danger' },
}

/** How bad something is: a glyph of its own and a word, never colour alone. */
export function SeverityMark({ severity }: { severity: Severity }) {
  const { Icon, tone } = marks[severity]
  return (
    <span className={classNames('inline-flex items-center gap-1.5 align-bottom whitespace-nowrap', tone)}>
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {words.alerts.severities[severity]}
    </span>
  )
}
