import { BellOff, Check, CircleDot, Eye, type LucideIcon } from 'lucide-react'
import type { Outputs } from '../_trpc/outputs.ts'
import { classNames } from '../_ui/class-names.ts'
import { words } from '../_words/en.ts'

type State = Outputs['alerts']['get']['state']

const marks: Record<State, { Icon: LucideIcon; tone: string }> = {
  open: { Icon: CircleDot, tone: 'text-ink' },
  acknowledged: { Icon: Eye, tone: 'text-status-running' },
  silenced: { Icon: BellOff, tone: 'text-faint' },
  settled: { Icon: Check, tone: 'text-status-done' },
}

export function StateMark({ state }: { state: State }) {
  const { Icon, tone } = marks[state]
  return (
    <span className={classNames('inline-flex items-center gap-1.5 align-bottom whitespace-nowrap', tone)}>
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {words.alerts.states[state]}
    </span>
  )
}
