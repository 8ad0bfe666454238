'use client'
import { useState } from 'react'
import { type Drift, type FeatureDrift, methodTitles } from '#pipeline/ports/drift.ts'
import { Checkbox } from '../_ui/checkbox.tsx'
import { Input } from '../_ui/input.tsx'
import { numberText } from '../_ui/number-text.tsx'
import { words } from '../_words/en.ts'
import { placeText, Series } from './series.tsx'
import { ThenNow } from './then-now.tsx'

const text = words.monitors
const manyFeatures = 8
const shownAtOnce = 60

/** Each feature then and now, those that drifted first. */
export function DriftReport({ drift }: { drift: Drift }) {
  const [wanted, setWanted] = useState('')
  const [only, setOnly] = useState(false)
  const found = drift.features.filter(
    ({ name, drifted }) => (drifted || !only) && name.toLowerCase().includes(wanted.toLowerCase()),
  )
  const count = drift.features.filter(({ drifted }) => drifted).length
  return (
    <div className="@container flex flex-col gap-3">
      <div>
        <h3>
          {drift.features.every(({ few }) => few)
            ? `${text.kinds.drift}: ${text.unknown}`
            : text.drift(count, drift.features.length)}
        </h3>
        <p className="text-12 text-soft">
          {text.rows(numberText(drift.rows))} {text.reference[drift.reference]}
        </p>
      </div>
      {drift.features.length > 0 && <Legend />}
      {drift.features.length > manyFeatures && (
        <div className="flex flex-wrap items-center gap-3">
          <Input
            type="search"
            className="max-w-72"
            aria-label={text.find}
            placeholder={text.find}
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
          />
          <Checkbox label={text.onlyDrifted} checked={only} onChecked={setOnly} />
        </div>
      )}
      {found.length === 0 && drift.features.length > 0 && <p className="text-soft">{text.nothing}</p>}
      <ul className="flex flex-col">
        {found.slice(0, shownAtOnce).map((feature) => (
          <Feature key={feature.name} feature={feature} />
        ))}
      </ul>
    </div>
  )
}

function Legend() {
  return (
    <p className="flex gap-4 text-12 text-soft">
      <span className="flex items-center gap-1.5">
        <span className="h-3 w-3 bg-chart-quiet" />
        {text.before}
      </span>
      <span className="flex items-center gap-1.5">
        <span className="h-0.5 w-4 bg-chart-then" />
        {text.now}
      </span>
    </p>
  )
}

function Feature({ feature }: { feature: FeatureDrift }) {
  const { name, drifted, few, remark, bins, missing = [0, 0], since, series = [], test, threshold } = feature
  return (
    <li className="grid gap-x-6 gap-y-2 border-t border-line py-3 @lg:grid-cols-[minmax(0,28rem)_280px] @5xl:grid-cols-[minmax(0,28rem)_584px]">
      <div className="min-w-0">
        <p className="flex items-baseline gap-2">
          <span className="truncate font-strong" title={name}>
            {name}
          </span>
          <span className={drifted ? 'text-danger' : 'text-faint'}>
            {drifted ? text.drifted : few ? text.few : text.steady}
          </span>
        </p>
        <Score feature={feature} />
        {since !== undefined && (
          <p className="text-12 text-danger">
            {typeof since === 'number' ? text.sinceRow(numberText(since)) : text.since(placeText(since))}
          </p>
        )}
        {remark && <p className="text-12 text-soft">{remark}</p>}
        {missing[0] !== missing[1] && (
          <p className="text-12 text-soft">{text.missing(percent(missing[0]), percent(missing[1]))}</p>
        )}
      </div>
      <div className="grid min-w-0 gap-x-6 gap-y-3 @5xl:grid-cols-2">
        {bins && <ThenNow name={name} bins={bins} />}
        {series.length > 1 && (
          <Series
            title={`${name}: ${test ? text.pValue : text.score}`}
            points={series}
            limits={test ? { low: threshold } : { high: threshold }}
            since={since}
          />
        )}
      </div>
    </li>
  )
}

function Score({ feature: { method, score, threshold, test, adjusted } }: { feature: FeatureDrift }) {
  if (method === undefined || score === undefined || threshold === undefined) return null
  const limit = numberText(threshold)
  return (
    <p className="text-12 text-soft" title={adjusted === undefined ? undefined : text.adjusted(numberText(adjusted))}>
      {methodTitles[method]}: {test ? text.pValue : text.score} <span className="figures">{numberText(score)}</span>,{' '}
      {test ? text.below(limit) : text.above(limit)}
    </p>
  )
}

const percent = (share: number): string => `${numberText(Number((share * 100).toPrecision(3)))} %`
