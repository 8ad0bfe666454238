'use client'
import { useState } from 'react'
import type { Comparison } from '#pipeline/ports/comparison.ts'
import { Checkbox } from '../_ui/checkbox.tsx'
import { numberText } from '../_ui/number-text.tsx'
import { words } from '../_words/en.ts'
import { Draws } from './draws.tsx'
import { GainTable } from './gain-table.tsx'
import { VerdictMark } from './verdict-mark.tsx'

const text = words.comparison

/** Who is better, by how much, how sure that is, and for whom. */
export function ComparisonReport({ comparison }: { comparison: Comparison }) {
  const { figures, metric, names, rows, slices, draws, about, verdict, confidence, minEffect } = comparison
  const [only, setOnly] = useState(false)
  const decisive = figures.find((figure) => figure.metric === metric)
  const worse = slices.filter((slice) => slice.verdict === 'worse').length
  const shown = slices.filter((slice) => !only || slice.verdict !== 'no difference')
  return (
    <div className="@container flex max-w-240 flex-col gap-5">
      <div className="flex flex-col gap-1">
        <h3 className="flex flex-wrap items-center gap-x-2 text-15">
          <VerdictMark verdict={verdict} label={text.verdicts[verdict]} />
        </h3>
        {decisive && (
          <p className="text-soft">
            {text.said(
              metric,
              numberText(decisive.gain),
              numberText(decisive.gainLow),
              numberText(decisive.gainHigh),
              `${numberText(confidence * 100)} %`,
            )}
            , {text.rows(numberText(rows))}
            {minEffect > 0 && `; ${text.counts(numberText(minEffect))}`}
          </p>
        )}
        <p className={worse > 0 ? 'text-danger' : 'text-soft'}>{text.worse(worse)}</p>
        {about.map((line) => (
          <p key={line} className="text-12 text-soft">
            {line}
          </p>
        ))}
      </div>
      {draws.counts.length > 1 && <Draws draws={draws} />}
      <GainTable
        title={text.figures}
        first={text.columns.figure}
        names={names}
        rows={figures.map((figure) => ({ ...figure, key: figure.metric, label: figure.metric }))}
        scale="own"
      />
      <section aria-label={text.slices} className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center gap-x-4">
          <h3>{text.slices}</h3>
          {slices.length > 0 && <Checkbox label={text.onlyChanged} checked={only} onChecked={setOnly} />}
        </div>
        <p className="text-12 text-soft">{slices.length > 0 ? text.slicesAbout : text.noSlices}</p>
        {shown.length > 0 && (
          <GainTable
            title={text.slices}
            first={text.columns.part}
            names={names}
            rows={shown.map((slice) => ({
              ...slice,
              key: `${slice.column} ${slice.label}`,
              label: `${slice.column}: ${slice.label}`,
            }))}
            scale="shared"
          />
        )}
      </section>
    </div>
  )
}
