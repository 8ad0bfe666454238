'use client'
import { useState } from 'react'
import { Section } from '../../../_frame/page.tsx'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { cellText } from '../../../_ui/cell-text.ts'
import { MetricText } from '../../../_ui/number-text.tsx'
import { Select } from '../../../_ui/select.tsx'
import { words } from '../../../_words/en.ts'
import { type Bar, waterfall } from './waterfall.ts'

const text = words.predictions

type Explained = Outputs['predictions']['explain']

interface ContributionsProps {
  contributions: NonNullable<Explained['contributions']>
  prediction: unknown
  row: NonNullable<Explained['row']>
}

/** A waterfall from what the model says on average to what it says of this row. */
export function Contributions({ contributions, prediction, row }: ContributionsProps) {
  const { outputs, base, value, features, method, permutations, background, comparedWith, scale: of } = contributions
  const [chosen, setChosen] = useState(Math.max(0, outputs.indexOf(String(prediction))))
  const from = base[chosen] ?? 0
  const { bars, low, high } = waterfall(
    from,
    features.map((one) => ({
      name: one.name,
      added: one.contributions[chosen] ?? 0,
      error: one.errors[chosen] ?? 0,
    })),
    text.others,
  )
  const scale = high > low ? 100 / (high - low) : 0
  const sent = (name: string) => {
    const known = row.find(({ input }) => input.name === name)
    return known ? (known.value === null ? text.missingValue : cellText(known.value)) : ''
  }
  const place = (one: Bar) => ({
    left: `${(Math.min(one.from, one.to) - low) * scale}%`,
    width: `max(2px, ${Math.abs(one.added) * scale}%)`,
  })
  return (
    <Section
      title={text.added}
      about={comparedWith === 'background' ? text.addedAbout(background) : text.addedExamples(background)}
      actions={
        outputs.length > 1 && (
          <Select
            aria-label={text.of[of]}
            className="w-56!"
            value={String(chosen)}
            options={outputs.map((name, index) => ({ value: String(index), label: `${text.of[of]} ${name}` }))}
            onValue={(next) => setChosen(Number(next))}
          />
        )
      }
    >
      <table aria-label={text.added} className="w-full max-w-240 table-fixed">
        <thead className="border-b border-line text-12 text-faint [&_th]:pb-1 [&_th]:text-left [&_th]:font-normal">
          <tr>
            <th className="w-28 md:w-44">{text.columns.feature}</th>
            <th className="w-20 md:w-32">{text.columns.value}</th>
            <td />
            <th className="w-20 text-right! md:w-28">{text.columns.added}</th>
          </tr>
        </thead>
        <tbody>
          <End label={text.average} value={from} at={(from - low) * scale} />
          {bars.map((bar) => (
            <tr key={bar.name} className="[&>*]:h-7 [&>*]:pr-3">
              <th scope="row" className="truncate text-left font-normal" title={bar.name}>
                <code>{bar.name}</code>
              </th>
              <td className="figures truncate" title={sent(bar.name)}>
                {sent(bar.name)}
              </td>
              <td aria-hidden="true">
                <span className="relative block h-3.5">
                  <span
                    className={`absolute h-full rounded-[2px] ${bar.added < 0 ? 'bg-chart-then' : 'bg-chart-now'}`}
                    style={place(bar)}
                  />
                </span>
              </td>
              <td className="figures pr-0! text-right whitespace-nowrap" title={exactly(bar)}>
                {signed(bar.added)}
              </td>
            </tr>
          ))}
          <End label={text.answer} value={value[chosen] ?? 0} at={((value[chosen] ?? 0) - low) * scale} />
        </tbody>
      </table>
      <p className="text-12 text-faint">
        {method === 'exact' ? text.exact : text.sampled(permutations)}
        {of === 'log-odds' && `, ${text.logOdds(outputs.length)}`}
      </p>
    </Section>
  )
}

const signed = (value: number) => `${value < 0 ? '−' : '+'}${short(Math.abs(value))}`
const short = (value: number) =>
  value >= 100 ? value.toFixed(1) : value > 0 && value < 0.00005 ? value.toExponential(0) : value.toFixed(4)
const exactly = ({ added, error }: Bar) => (error > 0 ? `${added} ± ${error.toPrecision(2)}` : String(added))

function End({ label, value, at }: { label: string; value: number; at: number }) {
  return (
    <tr className="[&>*]:h-7 [&>*]:pr-3">
      <th scope="row" colSpan={2} className="text-left font-strong">
        {label}
      </th>
      <td aria-hidden="true">
        <span className="relative block h-3.5">
          <span className="absolute h-full w-0.5 bg-ink" style={{ left: `calc(${at}% - 1px)` }} />
        </span>
      </td>
      <td className="pr-0! text-right font-strong">
        <MetricText value={value} />
      </td>
    </tr>
  )
}
