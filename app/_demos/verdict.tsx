'use client'
import { Check, X } from 'lucide-react'
import { useState } from 'react'
import type { FaultData } from '#pipeline/fault.ts'
import type { KeptAnswers } from '#services/demos/answer.ts'
import type { OpenDemo } from '#services/demos/open.ts'
import { Button } from '../_ui/button.tsx'
import { FaultNotice } from '../_ui/fault-notice.tsx'
import { Field } from '../_ui/field.tsx'
import { Input, TextArea } from '../_ui/input.tsx'
import { Select } from '../_ui/select.tsx'
import { words } from '../_words/en.ts'
import { calledOf } from './answer.tsx'
import { askDemo, type Door } from './ask.ts'
import type { Row } from './row.ts'
import { typedNumber } from './typed-number.ts'

const text = words.demo

interface VerdictProps {
  door: Door
  demo: OpenDemo
  row: Row
  onKept: () => void
}

/** Whether the answer was right, and what it should have been: kept as labelled data. */
export function Verdict({ door, demo, row, onKept }: VerdictProps) {
  const [step, setStep] = useState<'ask' | 'wrong' | 'kept' | 'thanks'>('ask')
  const [fault, setFault] = useState<FaultData>()
  const [busy, setBusy] = useState(false)
  const [kept, setKept] = useState<string>()

  const keep = async () => {
    if (kept) return kept
    const asked = { version: demo.version.number, rows: [row] }
    const { answers } = await askDemo<KeptAnswers>(door, 'answer', asked)
    const id = answers[0]?.id ?? ''
    setKept(id)
    onKept()
    return id
  }
  const say = async (said: object | undefined, next: typeof step) => {
    setBusy(true)
    setFault(undefined)
    try {
      const id = await keep()
      if (said) await askDemo(door, 'label', { id, ...said })
      setStep(next)
      onKept()
    } catch (thrown) {
      // Where it was is the field above; its name in the API says nothing to a visitor.
      const { at: _, ...told } = thrown as FaultData
      setFault(told)
    }
    setBusy(false)
  }
  const wrong = (form: FormData) => {
    const should = String(form.get('corrected') ?? '').trim()
    const reason = String(form.get('reason') ?? '').trim()
    const corrected = demo.task === 'regression' ? typedNumber(should) : should
    say({ verdict: 'wrong', ...(should && { corrected }), ...(reason && { reason }) }, 'thanks')
  }
  return (
    <section aria-label={text.verdict} className="flex flex-col gap-3">
      <h3 className="text-15">{text.verdict}</h3>
      {fault && <FaultNotice fault={fault} />}
      {step === 'thanks' ? (
        <p role="status">{text.thanks}</p>
      ) : step === 'wrong' ? (
        <form
          noValidate
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            wrong(new FormData(event.currentTarget))
          }}
        >
          <Field label={text.should}>
            {demo.task === 'regression' ? (
              <Input name="corrected" inputMode="decimal" className="figures" autoComplete="off" />
            ) : (
              <Select
                name="corrected"
                defaultValue=""
                placeholder={text.unknown}
                options={demo.classes.map((name) => ({ value: name, label: calledOf(demo, name) }))}
              />
            )}
          </Field>
          <Field label={text.reason} hint={text.reasonHint}>
            <TextArea name="reason" maxLength={2000} />
          </Field>
          <div className="flex gap-2">
            <Button type="submit" look="primary" disabled={busy}>
              {text.send}
            </Button>
            <Button onClick={() => setStep('ask')}>{words.common.cancel}</Button>
          </div>
        </form>
      ) : (
        <div className="flex flex-wrap items-center gap-2">
          <Button disabled={busy} onClick={() => say({ verdict: 'right' }, 'thanks')}>
            <Check aria-hidden /> {text.right}
          </Button>
          <Button disabled={busy} onClick={() => setStep('wrong')}>
            <X aria-hidden /> {text.wrong}
          </Button>
          {step === 'kept' ? (
            <span role="status" className="text-soft">
              {text.kept}
            </span>
          ) : (
            <Button look="quiet" disabled={busy} onClick={() => say(undefined, 'kept')}>
              {text.keep}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}
