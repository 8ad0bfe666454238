import { Check, CircleDashed, X } from 'lucide-react'
import { words } from '../_words/en.ts'
import { type Gate, gateSays, valueText } from './gate-says.ts'

const text = words.releases

const glyphs = {
  holds: { Icon: Check, tone: 'text-status-done' },
  fails: { Icon: X, tone: 'text-status-failed' },
  'knows too little': { Icon: CircleDashed, tone: 'text-status-queued' },
} as const

/** What each limit says now, and from how much it knows it. */
export function Gates({ gates }: { gates: readonly Gate[] }) {
  if (gates.length === 0) return null
  return (
    <div className="overflow-x-auto">
      <table aria-label={text.gates} className="w-full text-right">
        <thead className="border-b border-line text-12 text-faint [&_th]:pb-1 [&_th]:pl-4 [&_th]:font-normal">
          <tr>
            <th className="pl-0! text-left">{text.gateColumns.gate}</th>
            <th>{text.gateColumns.value}</th>
            <th>{text.gateColumns.limit}</th>
            <th className="text-left">{text.gateColumns.says}</th>
          </tr>
        </thead>
        <tbody>
          {gates.map((gate) => {
            const { Icon, tone } = glyphs[gate.says]
            return (
              <tr key={gate.gate} className="border-b border-line [&>*]:h-8 [&>td]:pl-4">
                <th scope="row" className="text-left font-normal">
                  {text.gate[gate.gate]}
                </th>
                <td className="figures">{valueText(gate, gate.value)}</td>
                <td className="figures">{valueText(gate, gate.limit)}</td>
                <td className="min-w-40 py-1 text-left">
                  <span className={`flex items-baseline gap-1.5 ${tone}`}>
                    <Icon aria-hidden className="size-3.5 shrink-0 self-start translate-y-0.5" />
                    {gateSays(gate)}
                  </span>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
