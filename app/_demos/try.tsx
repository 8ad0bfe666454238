'use client'
import { Pin, PinOff, RotateCcw } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import type { FaultData } from '#pipeline/fault.ts'
import type { OpenDemo } from '#services/demos/open.ts'
import type { WhatIf } from '#services/demos/what-if.ts'
import { Button } from '../_ui/button.tsx'
import { classNames } from '../_ui/class-names.ts'
import { FaultNotice } from '../_ui/fault-notice.tsx'
import { Picture } from '../_ui/picture.tsx'
import { Select } from '../_ui/select.tsx'
import { words } from '../_words/en.ts'
import { Answer, answerText, calledOf, targetOf } from './answer.tsx'
import type { Door } from './ask.ts'
import type { FirstAnswer } from './first-answer.ts'
import { Flip } from './flip.tsx'
import { Inputs } from './inputs.tsx'
import { LookedAt } from './looked-at.tsx'
import { type Row, rowInAddress, rowOf, shownValue, type Value } from './row.ts'
import { useAnswers } from './use-answers.ts'
import { Verdict } from './verdict.tsx'
import { Why } from './why.tsx'

const text = words.demo

interface TryProps {
  door: Door
  demo: OpenDemo
  row: Row
  first: FirstAnswer | undefined
  onRow: (row: Row) => void
  /** Once somebody rests at an answer. */
  onTried: (row: Row, prediction: string | number) => void
  onKept: () => void
}

interface Baseline {
  row: Row
  found: WhatIf
}

/** Inputs at the left, what the model says of them at the right; on a phone the answer stays in sight. */
export function Try({ door, demo, row, first, onRow, onTried, onKept }: TryProps) {
  const { inputs, examples } = demo
  const { ready, current, careful, fault, curves, regions, took } = useAnswers(door, demo, row, first)
  const [baseline, setBaseline] = useState<Baseline>()
  const [chosen, setChosen] = useState<string>()
  // What was said of another row must not stand beneath why this one has no answer.
  const found = fault ? undefined : current?.found
  const outputs = found?.why?.outputs ?? regions?.outputs ?? curves?.outputs ?? demo.classes
  const said = String(found?.answer.prediction ?? '')
  const output = Math.max(0, outputs.indexOf(chosen !== undefined && outputs.includes(chosen) ? chosen : said))
  const set = useCallback((name: string, value: Value) => onRow({ ...row, [name]: value }), [row, onRow])
  const picture = inputs.find(({ type }) => type === 'image')?.name
  const pictures = picture !== undefined

  useEffect(() => {
    if (!ready) return
    const address = rowInAddress(inputs, row)
    if (!address) return
    const timer = setTimeout(() => history.replaceState(null, '', address), 400)
    return () => clearTimeout(timer)
  }, [ready, inputs, row])

  useEffect(() => {
    if (careful) onTried(careful.asked, careful.found.answer.prediction)
  }, [careful, onTried])

  const faults = fault?.at?.column ? { [fault.at.column]: fault.message } : {}
  return (
    <div className="grid items-start gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,32rem)]">
      <section aria-label={text.inputs} className="order-2 flex min-w-0 flex-col gap-3 lg:order-1">
        <div className="flex flex-wrap items-center gap-2">
          {examples.length > 0 && <span className="text-soft">{text.examples}</span>}
          {examples.slice(0, pictures ? 12 : 5).map((example, index) => (
            <Button
              // biome-ignore lint/suspicious/noArrayIndexKey: an example is its place
              key={index}
              className={classNames(pictures && 'h-auto! p-1!')}
              onClick={() => onRow(rowOf(inputs, example))}
            >
              <ExampleFace demo={demo} example={example} number={index + 1} />
            </Button>
          ))}
          {!pictures && (
            <Button look="quiet" onClick={() => onRow(rowOf(inputs))}>
              <RotateCcw aria-hidden /> {text.usual}
            </Button>
          )}
        </div>
        <Inputs {...{ inputs, row, curves, output, faults }} baseline={baseline?.row} onValue={set} />
      </section>
      <div className="contents lg:sticky lg:top-4 lg:order-2 lg:flex lg:max-h-[calc(100dvh-2rem)] lg:flex-col lg:gap-6 lg:overflow-y-auto">
        <section
          aria-label={text.answer}
          data-took={Math.round(took)}
          className="sticky top-0 z-10 order-1 -mx-4 flex min-w-0 flex-col gap-5 border-b border-line bg-raised px-4 py-3 md:mx-0 md:rounded-md md:border lg:static lg:p-5"
        >
          <header className="flex items-center justify-between gap-3">
            <h2 className="min-w-0 truncate text-13 text-soft">{targetOf(demo)}</h2>
            {found && ready && (
              <Button
                look="quiet"
                aria-pressed={baseline !== undefined}
                onClick={() => setBaseline(baseline ? undefined : { row, found })}
              >
                {baseline ? <PinOff aria-hidden /> : <Pin aria-hidden />}
                {baseline ? text.unpin : text.pin}
              </Button>
            )}
          </header>
          {fault && <FaultNotice fault={placeless(fault)} />}
          {!ready && <p className="text-soft">{text.noAnswer}</p>}
          {ready && !found && !fault && <p role="status">{text.waiting}</p>}
          {ready && found && <Answer demo={demo} answer={found.answer} baseline={baseline?.found.answer} />}
        </section>
        {ready && found && (
          <div className="order-3 flex min-w-0 flex-col gap-6 lg:px-5 lg:pb-6">
            {found.warnings.length > 0 && (
              <div role="status" className="rounded-md bg-warning-soft px-3 py-2">
                <p className="font-strong">{text.doubts}</p>
                {found.warnings.map(({ column, message }) => (
                  <p key={column} className="first-letter:uppercase">
                    {message}
                  </p>
                ))}
              </div>
            )}
            {baseline && <Against {...{ demo, row, baseline }} onBack={() => onRow(baseline.row)} />}
            <section aria-label={text.why} className="flex flex-col gap-2">
              <header className="flex flex-wrap items-center justify-between gap-2">
                <h3 className="text-15">{text.why}</h3>
                {outputs.length > 1 && (
                  <Select
                    aria-label={text.whyFor}
                    className="w-44!"
                    value={String(output)}
                    options={outputs.map((name, place) => ({ value: String(place), label: calledOf(demo, name) }))}
                    onValue={(place) => setChosen(outputs[Number(place)])}
                  />
                )}
              </header>
              {found.why && <Why demo={demo} why={found.why} output={output} row={current?.asked ?? row} />}
              {pictures && !regions && <p className="text-soft">{text.looking}</p>}
              {regions && (
                <LookedAt
                  source={String(row[picture ?? ''])}
                  {...{ regions, output }}
                  share={demo.task === 'classification'}
                />
              )}
              {!found.why && !pictures && <p className="text-soft">{text.noWhy}</p>}
            </section>
            {!pictures && (
              <Flip
                {...{ door, demo }}
                row={ready}
                prediction={found.answer.prediction}
                onRow={(changes) => onRow({ ...row, ...changes })}
              />
            )}
            <Verdict key={JSON.stringify(ready).slice(0, 2000)} {...{ door, demo, onKept }} row={ready} />
          </div>
        )}
      </div>
    </div>
  )
}

/** Visitors know no rows and columns: what is wrong stands at its input as well. */
const placeless = ({ at: _, ...told }: FaultData): FaultData => told

function ExampleFace({ demo, example, number }: { demo: OpenDemo; example: Record<string, unknown>; number: number }) {
  const picture = demo.inputs.find(({ type }) => type === 'image')
  const source = picture && example[picture.name]
  if (typeof source === 'string') return <Picture src={source} alt={text.example(number)} className="size-10" />
  return text.example(number)
}

function Against({
  demo,
  row,
  baseline,
  onBack,
}: {
  demo: OpenDemo
  row: Row
  baseline: Baseline
  onBack: () => void
}) {
  const changed = demo.inputs.filter(({ name }) => row[name] !== baseline.row[name])
  return (
    <section aria-label={text.against} className="flex flex-col gap-2">
      <h3 className="flex items-center gap-2 text-15">
        <span aria-hidden className="h-4 w-0.5 bg-chart-then" />
        {text.baseline}: {answerText(demo, baseline.found.answer.prediction)}
      </h3>
      {changed.length === 0 && <p className="text-soft">{text.same}</p>}
      <ul>
        {changed.map(({ name, label, unit }) => (
          <li key={name}>{text.changed(label, shownValue(baseline.row[name], unit), shownValue(row[name], unit))}</li>
        ))}
      </ul>
      {changed.length > 0 && (
        <div>
          <Button onClick={onBack}>{text.restore}</Button>
        </div>
      )}
    </section>
  )
}
