import { ArrowDownRight, ArrowUpRight, Equal, type LucideIcon } from 'lucide-react'
import type { Verdict } from '#pipeline/ports/comparison.ts'
import { classNames } from '../_ui/class-names.ts'

const marks: Record<Verdict, { Icon: LucideIcon; tone: string }> = {
  better: { Icon: ArrowUpRight, tone: 'text-status-done' },
  'no difference': { Icon: Equal, tone: 'text-soft' },
  worse: { Icon: ArrowDownRight, tone: 'text-danger' },
}

export function VerdictMark({ verdict, label }: { verdict: Verdict; label: string }) {
  const { Icon, tone } = marks[verdict]
  return (
    <span className={classNames('inline-flex items-center gap-1.5 align-bottom', tone)}>
      <Icon aria-hidden className="size-4 shrink-0" />
      {label}
    </span>
  )
}
