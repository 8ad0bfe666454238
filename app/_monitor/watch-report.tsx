'use client'
import { useState } from 'react'
import type { Watch, WatchFigure } from '#pipeline/ports/watch.ts'
import { Checkbox } from '../_ui/checkbox.tsx'
import { Input } from '../_ui/input.tsx'
import { numberText } from '../_ui/number-text.tsx'
import { words } from '../_words/en.ts'
import { saysNothing } from './kind-of-report.ts'
import { placeText, Series } from './series.tsx'

const text = words.monitors
const manyFigures = 10
const shownAtOnce = 80

/** What a node of monitoring found, figures that raise an alarm first. */
export function WatchReport({ watch }: { watch: Watch }) {
  const [wanted, setWanted] = useState('')
  const [only, setOnly] = useState(false)
  const sought = wanted.toLowerCase()
  const found = watch.figures.filter(
    ({ title, of = '', alarm }) =>
      (alarm || !only) && (title.toLowerCase().includes(sought) || of.toLowerCase().includes(sought)),
  )
  const alarms = watch.figures.filter(({ alarm }) => alarm).length
  const isUnknown = alarms === 0 && saysNothing(watch.figures.map(({ name }) => name))
  return (
    <div className="@container flex flex-col gap-3">
      <div>
        <h3>
          {text.kinds[watch.kind]}: {isUnknown ? text.unknown : text.alarms(alarms)}
        </h3>
        {watch.about.map((line) => (
          <p key={line} className="max-w-prose text-12 text-soft">
            {line}.
          </p>
        ))}
      </div>
      {watch.figures.length > manyFigures && (
        <div className="flex flex-wrap items-center gap-3">
          <Input
            type="search"
            className="max-w-72"
            aria-label={text.findFigure}
            placeholder={text.findFigure}
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
          />
          <Checkbox label={text.onlyAlarms} checked={only} onChecked={setOnly} />
        </div>
      )}
      {found.length === 0 && watch.figures.length > 0 && <p className="text-soft">{text.noFigure}</p>}
      <ul className="flex flex-col">
        {found.slice(0, shownAtOnce).map((figure) => (
          <Figure key={figure.name} figure={figure} />
        ))}
      </ul>
    </div>
  )
}

function Figure({ figure }: { figure: WatchFigure }) {
  const { title, of, value, alarm, limits, low, high, expected, remark, since, series = [] } = figure
  const facts = [
    low !== undefined && high !== undefined && text.interval(shown(low), shown(high)),
    limits?.low !== undefined && text.least(shown(limits.low)),
    limits?.high !== undefined && text.most(shown(limits.high)),
    limits && text.source[limits.source],
    expected !== undefined && text.expected(shown(expected)),
  ].filter(Boolean)
  return (
    <li className="grid gap-x-6 gap-y-2 border-t border-line py-3 @lg:grid-cols-[minmax(0,28rem)_280px]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2">
          {of && (
            <span className="truncate font-strong" title={of}>
              {of}
            </span>
          )}
          <span className={of ? 'text-soft' : 'font-strong'}>{title}</span>
          <span className="figures">{value === null ? '–' : shown(value)}</span>
          {alarm && <span className="text-danger">{text.alarm}</span>}
        </p>
        {facts.length > 0 && <p className="figures text-12 text-soft">{facts.join(', ')}</p>}
        {since !== undefined && (
          <p className="text-12 text-danger">
            {typeof since === 'number' ? text.sinceRow(numberText(since)) : text.since(placeText(since))}
          </p>
        )}
        {remark && <p className="text-12 text-soft">{remark}</p>}
      </div>
      {series.length > 1 && <Series title={title} points={series} limits={limits} since={since} />}
    </li>
  )
}

const shown = (value: number): string => numberText(Number(value.toPrecision(4)))
