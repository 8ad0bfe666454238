'use client'
import { CircleCheck } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Corrections } from '#pipeline/ports/corrections.ts'
import { Section } from '../../_frame/page.tsx'
import type { Outputs } from '../../_trpc/outputs.ts'
import { Button } from '../../_ui/button.tsx'
import { FaultNotice } from '../../_ui/fault-notice.tsx'
import { words } from '../../_words/en.ts'
import { SignatureTable } from '../models/[name]/signature-table.tsx'
import { Admit } from './admit.tsx'
import { CorrectionFields } from './correction-fields.tsx'
import { readForm, textsOf } from './corrections.ts'
import { Found } from './found.tsx'

const text = words.onnx

interface InspectionProps {
  project: string
  inspection: Outputs['models']['inspectOnnx']
  said: Corrections
  rows: { name: string; version?: number } | undefined
  /** The version whose files it is among; none of an upload. */
  version: { name: string; number: number } | undefined
  busy: boolean
  onSaid: (corrections: Corrections) => void
  children: ReactNode
}

/** What the gate saw in a file, what a person says to it, and the step into the registry. */
export function Inspection(props: InspectionProps) {
  const { project, inspection, said, rows, version, busy, onSaid, children } = props
  const { file, found, remarks, question, admitted } = inspection
  const [seen, setSeen] = useState(inspection)
  const [texts, setTexts] = useState(() => textsOf(inspection, said))
  if (seen !== inspection) {
    setSeen(inspection)
    setTexts(textsOf(inspection, said))
  }
  const corrections = readForm(texts, inspection, said)
  const changed = JSON.stringify(corrections) !== JSON.stringify(said)
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_280px]">
      <div className="flex min-w-0 flex-col gap-6">
        {question ? (
          <FaultNotice fault={question} />
        ) : (
          <p role="status" className="flex gap-2">
            <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-status-done" />
            <span>
              {text.passed} {remarks.some(({ assumed }) => assumed) && text.assumedHint}
            </span>
          </p>
        )}
        {children}
        <form
          aria-label={text.corrections}
          onSubmit={(event) => {
            event.preventDefault()
            onSaid(corrections)
          }}
        >
          <Section title={text.corrections}>
            <CorrectionFields inspection={inspection} texts={texts} onTexts={setTexts} />
            {(changed || busy || !admitted) && (
              <Button type="submit" look="primary" className="self-start" disabled={busy || !changed}>
                {busy ? text.checking : text.checkAgain}
              </Button>
            )}
          </Section>
        </form>
        {admitted && (
          <>
            <Section title={text.signature}>
              <SignatureTable signature={admitted.signature} />
            </Section>
            {!changed && !busy && (
              <Admit
                project={project}
                version={version}
                told={{ corrections: said, ...(rows && { rows }) }}
                file={file}
              />
            )}
          </>
        )}
      </div>
      <Found title={text.found} found={found} remarks={remarks} />
    </div>
  )
}
