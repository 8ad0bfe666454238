'use client'
import type { OpenDemo } from '#services/demos/open.ts'
import type { WhatIf } from '#services/demos/what-if.ts'
import { classNames } from '../_ui/class-names.ts'
import { numberText } from '../_ui/number-text.tsx'
import { words } from '../_words/en.ts'
import { Spread } from './spread.tsx'

const text = words.demo
type ModelAnswer = WhatIf['answer']
const mostBars = 6

interface AnswerProps {
  demo: OpenDemo
  answer: ModelAnswer
  baseline: ModelAnswer | undefined
}

export const calledOf = ({ labels }: OpenDemo, name: string): string => labels[name] || name
export const targetOf = (demo: OpenDemo): string => demo.labels[''] || demo.target

export function answerText(demo: OpenDemo, prediction: unknown): string {
  return typeof prediction === 'number' ? numberText(prediction) : calledOf(demo, String(prediction ?? ''))
}

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 })

/** A class with how probable each is, or a number among those of training; the baseline's beside it in its own hue. */
export function Answer({ demo, answer, baseline }: AnswerProps) {
  const { prediction, probabilities } = answer
  const shares = Object.entries(probabilities ?? {}).toSorted(([, a], [, b]) => b - a)
  const order = demo.classes.length <= mostBars ? demo.classes : shares.slice(0, mostBars).map(([name]) => name)
  const change = delta(answer, baseline)
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="sr-only">{targetOf(demo)}:</span>
        <output aria-live="polite" className="text-24 font-strong break-words" data-testid="prediction">
          {answerText(demo, prediction)}
        </output>
        {change && <span className="text-soft">{change}</span>}
      </p>
      {probabilities && (
        <ul className="flex flex-col gap-1.5">
          {order.map((name) => {
            const [share = 0, before] = [probabilities[name], baseline?.probabilities?.[name]]
            return (
              <li key={name} className="grid grid-cols-[minmax(0,9rem)_minmax(0,1fr)_3.5rem] items-center gap-2">
                <span className={classNames('truncate', name === String(prediction) && 'font-strong')} title={name}>
                  {calledOf(demo, name)}
                </span>
                <span aria-hidden className="relative block h-3 rounded-[2px] bg-sunken">
                  <span className="absolute h-full rounded-[2px] bg-accent" style={{ width: `${100 * share}%` }} />
                  {before !== undefined && (
                    <span
                      className="absolute -top-0.5 h-4 w-0.5 bg-chart-then"
                      style={{ left: `calc(${100 * before}% - 1px)` }}
                    />
                  )}
                </span>
                <span className="figures text-right">{percent.format(share)}</span>
              </li>
            )
          })}
          {shares.length > order.length && (
            <li className="text-12 text-faint">{text.moreClasses(shares.length - order.length)}</li>
          )}
        </ul>
      )}
      {typeof prediction === 'number' && demo.spread && (
        <Spread
          among={demo.spread}
          now={prediction}
          then={typeof baseline?.prediction === 'number' ? baseline.prediction : undefined}
        />
      )}
    </div>
  )
}

function delta({ prediction, probabilities }: ModelAnswer, baseline: ModelAnswer | undefined): string | undefined {
  if (!baseline) return undefined
  if (typeof prediction === 'number' && typeof baseline.prediction === 'number') {
    const by = prediction - baseline.prediction
    return by === 0 ? undefined : `${by > 0 ? '+' : '−'}${numberText(Math.abs(by))}`
  }
  const [now, then] = [probabilities, baseline.probabilities].map((one) => one?.[String(prediction)] ?? 0)
  const by = (now ?? 0) - (then ?? 0)
  return Math.abs(by) < 0.0005 ? undefined : `${by > 0 ? '+' : '−'}${percent.format(Math.abs(by))}`
}
