'use client'
import type { OpenDemo } from '#services/demos/open.ts'
import type { Why as Explained } from '#services/demos/what-if.ts'
import { numberText } from '../_ui/number-text.tsx'
import { words } from '../_words/en.ts'
import { type Row, shownValue } from './row.ts'

const text = words.demo
const most = 10

interface WhyProps {
  demo: OpenDemo
  why: Explained
  /** Which of its outputs. */
  output: number
  row: Row
}

interface Bar {
  name: string
  label: string
  value: string
  added: number
  error: number
}

/** What each input adds to the answer or takes from it, the strongest first. */
export function Why({ demo, why, output, row }: WhyProps) {
  const bars = barsOf({ demo, why, output, row })
  const largest = Math.max(...bars.map(({ added, error }) => Math.abs(added) + error), 1e-12)
  const scale: Scale = why.scale === 'log-odds' ? 'log-odds' : demo.task === 'classification' ? 'share' : 'number'
  return (
    <div className="flex flex-col gap-2">
      {scale === 'log-odds' && <p className="text-13 text-soft">{text.logOdds(why.outputs.length)}</p>}
      <table aria-label={text.why} className="w-full table-fixed">
        <tbody>
          <Total label={text.base} value={why.base[output] ?? 0} {...{ scale, why }} />
          {bars.map((bar) => {
            const [wide, error] = [(50 * Math.abs(bar.added)) / largest, (50 * bar.error) / largest]
            const end = bar.added < 0 ? 50 - wide : 50 + wide
            return (
              <tr key={bar.name} className="[&>*]:h-7 [&>*]:pr-2">
                <th scope="row" className="w-1/2 text-left font-normal" title={`${bar.label} ${bar.value}`}>
                  <span className="flex gap-2">
                    <span className="min-w-0 truncate">{bar.label}</span>
                    <span className="figures max-w-28 shrink-0 truncate text-soft">{bar.value}</span>
                  </span>
                </th>
                <td aria-hidden>
                  <span className="relative block h-3">
                    <span className="absolute -top-1 left-1/2 h-5 w-px bg-line-strong" />
                    <span
                      className={`absolute h-full rounded-[2px] ${bar.added < 0 ? 'bg-chart-then' : 'bg-chart-now'}`}
                      style={{ left: `${bar.added < 0 ? end : 50}%`, width: `max(1px, ${wide}%)` }}
                    />
                    {error > 0 && (
                      <span
                        className="absolute top-1 h-1 bg-ink opacity-40"
                        style={{ left: `${end - error}%`, width: `${2 * error}%` }}
                      />
                    )}
                  </span>
                </td>
                <td className="figures w-18 pr-0! text-right whitespace-nowrap" title={String(bar.added)}>
                  {signed(bar.added, scale)}
                </td>
              </tr>
            )
          })}
          <Total label={text.sum} value={why.value[output] ?? 0} {...{ scale, why }} />
        </tbody>
      </table>
      <p className="text-12 text-faint">{text.through[why.through](why.background, why.permutations)}</p>
    </div>
  )
}

function Total({ label, value, scale, why }: { label: string; value: number; scale: Scale; why: Explained }) {
  const share =
    scale === 'log-odds' && why.outputs.length === 2 ? amount(1 / (1 + Math.exp(-value)), 'share') : undefined
  return (
    <tr className="[&>*]:h-7">
      <th scope="row" colSpan={2} className="text-left text-soft">
        <span className="flex justify-between gap-2 pr-2">
          {label}
          {share && <span className="figures">{share}</span>}
        </span>
      </th>
      <td className="figures w-18 text-right font-strong whitespace-nowrap">{total(value, scale)}</td>
    </tr>
  )
}

function barsOf({ demo, why, output, row }: WhyProps): Bar[] {
  const inputs = new Map(demo.inputs.map((input) => [input.name, input]))
  const all = why.features
    .map(({ name, contributions, errors }): Bar => {
      const error = errors[output] ?? 0
      return {
        name,
        label: inputs.get(name)?.label ?? name,
        value: shownValue(row[name], inputs.get(name)?.unit),
        added: contributions[output] ?? 0,
        error: Number.isFinite(error) ? error : 0,
      }
    })
    .toSorted((a, b) => Math.abs(b.added) - Math.abs(a.added))
  const rest = all.length > most ? all.splice(most - 1) : []
  const hidden = why.hidden[output] ?? 0
  const sum = rest.reduce((total, { added }) => total + added, 0)
  return [
    ...all,
    ...(rest.length > 0 ? [{ name: '\0rest', label: text.others(rest.length), value: '', added: sum, error: 0 }] : []),
    ...(hidden !== 0 ? [{ name: '\0hidden', label: text.hidden, value: '', added: hidden, error: 0 }] : []),
  ]
}

type Scale = 'share' | 'number' | 'log-odds'

function amount(value: number, scale: Scale): string {
  switch (scale) {
    case 'share':
      return `${(100 * value).toFixed(1)} %`
    case 'log-odds':
      return value.toFixed(2)
    case 'number':
      return numberText(value)
  }
}

function signed(value: number, scale: Scale): string {
  const size = amount(Math.abs(value), scale)
  // Nothing has no sign, and neither has what is shown as nothing.
  return /[1-9]/.test(size) ? `${value < 0 ? '−' : '+'}${size}` : size
}

/** Log-odds lie on both sides of nothing. */
const total = (value: number, scale: Scale) => (scale === 'log-odds' ? signed(value, scale) : amount(value, scale))
