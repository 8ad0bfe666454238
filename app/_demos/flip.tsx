'use client'
import { useState } from 'react'
import type { FaultData } from '#pipeline/fault.ts'
import type { Flip as Found } from '#services/demos/flip.ts'
import type { OpenDemo } from '#services/demos/open.ts'
import { Button } from '../_ui/button.tsx'
import { FaultNotice } from '../_ui/fault-notice.tsx'
import { Field } from '../_ui/field.tsx'
import { Input } from '../_ui/input.tsx'
import { Select } from '../_ui/select.tsx'
import { words } from '../_words/en.ts'
import { answerText, calledOf, targetOf } from './answer.tsx'
import { askDemo, type Door } from './ask.ts'
import { type Row, shownValue, type Value } from './row.ts'
import { typedNumber } from './typed-number.ts'

const text = words.demo

interface FlipProps {
  door: Door
  demo: OpenDemo
  row: Row
  prediction: string | number
  onRow: (changes: Record<string, Value>) => void
}

/** Looks for the smallest change that leads to another answer. */
export function Flip({ door, demo, row, prediction, onRow }: FlipProps) {
  const [to, setTo] = useState('')
  const [state, setState] = useState<{ found?: Found; fault?: FaultData; for?: Row; busy?: true }>({})
  const numeric = demo.task === 'regression'
  const others = demo.classes.filter((name) => name !== String(prediction))
  const search = async () => {
    setState({ busy: true })
    const wish = numeric ? { to: typedNumber(to) } : to && others.includes(to) ? { to } : {}
    try {
      const version = demo.version.number
      setState({ found: await askDemo<Found>(door, 'flip', { version, row, ...wish }), for: row })
    } catch (thrown) {
      setState({ fault: thrown as FaultData, for: row })
    }
  }
  const shown = state.for === row ? state : {}
  const labels = new Map(demo.inputs.map((input) => [input.name, input]))
  return (
    <section aria-label={text.flip} className="flex flex-col gap-3">
      <h3 className="text-15">{text.flip}</h3>
      <p className="text-soft">{text.flipAbout}</p>
      <form
        noValidate
        className="flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          search()
        }}
      >
        <Field label={numeric ? `${text.flipNumber}: ${targetOf(demo)}` : text.flipTo}>
          {numeric ? (
            <Input
              inputMode="decimal"
              className="figures w-32!"
              value={to}
              onChange={({ target }) => setTo(target.value)}
            />
          ) : (
            <Select
              className="w-44!"
              value={others.includes(to) ? to : ''}
              placeholder={text.flipAny}
              options={others.map((name) => ({ value: name, label: calledOf(demo, name) }))}
              onValue={setTo}
            />
          )}
        </Field>
        <Button type="submit" disabled={state.busy || (numeric && typeof typedNumber(to) !== 'number')}>
          {state.busy ? text.flipping : text.flipAction}
        </Button>
      </form>
      <div aria-live="polite" className="flex flex-col gap-2">
        {shown.fault && <FaultNotice fault={shown.fault} />}
        {shown.found && !shown.found.changes && <p>{text.flipNone(shown.found.tried)}</p>}
        {shown.found?.changes && (
          <>
            <p>{text.flipFound(answerText(demo, shown.found.prediction))}</p>
            <ul className="flex flex-col gap-1">
              {shown.found.changes.map(({ name, from, to }) => {
                const input = labels.get(name)
                return (
                  <li key={name}>
                    <span className="font-strong">{input?.label ?? name}</span>{' '}
                    <span className="figures">
                      {shownValue(from, input?.unit)} → <strong>{shownValue(to, input?.unit)}</strong>
                    </span>
                  </li>
                )
              })}
            </ul>
            <div>
              <Button
                onClick={() =>
                  onRow(Object.fromEntries((shown.found?.changes ?? []).map(({ name, to }) => [name, to as Value])))
                }
              >
                {text.flipApply}
              </Button>
            </div>
          </>
        )}
      </div>
    </section>
  )
}
