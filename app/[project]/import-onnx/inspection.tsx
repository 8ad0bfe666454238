'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Corrections } from '#pipeline/ports/corrections.ts'
import { Section } from '../../_frame/page.tsx'
import { useTRPC } from '../../_trpc/client.tsx'
import type { Outputs } from '../../_trpc/outputs.ts'
import { Button } from '../../_ui/button.tsx'
import { FaultNotice } from '../../_ui/fault-notice.tsx'
import { faultText } from '../../_ui/fault-text.ts'
import { Field } from '../../_ui/field.tsx'
import { Input } from '../../_ui/input.tsx'
import { toast } from '../../_ui/toaster.tsx'
import { words } from '../../_words/en.ts'
import { SignatureTable } from '../models/[name]/signature-table.tsx'
import { CorrectionFields } from './correction-fields.tsx'
import { readForm, textsOf } from './corrections.ts'
import { Found } from './found.tsx'

const text = words.onnx

interface InspectionProps {
  project: string
  inspection: Outputs['models']['inspectOnnx']
  said: Corrections
  busy: boolean
  onSaid: (corrections: Corrections) => void
}

/** What the gate saw in a file, what a person says to it, and the step into the registry. */
export function Inspection({ project, inspection, said, busy, onSaid }: InspectionProps) {
  const { file, found, remarks, question, admitted } = inspection
  const trpc = useTRPC()
  const router = useRouter()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [texts, setTexts] = useState(() => textsOf(inspection, said))
  const corrections = readForm(texts, inspection, said)
  const changed = JSON.stringify(corrections) !== JSON.stringify(said)
  const register = useMutation(
    trpc.models.importOnnx.mutationOptions({
      onSuccess: ({ version }) => {
        queries.invalidateQueries(trpc.models.pathFilter())
        toast.success(text.registered(name, version?.number ?? 1))
        router.push(`/${project}/models/${encodeURIComponent(name)}?version=${version?.number ?? 1}`)
      },
    }),
  )
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_360px]">
      <form
        className="flex min-w-0 flex-col gap-6"
        onSubmit={(event) => {
          event.preventDefault()
          if (changed || !admitted) onSaid(corrections)
          else register.mutate({ name, file, corrections })
        }}
      >
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
        <Section title={text.corrections}>
          <div className="grid gap-x-4 gap-y-3 md:grid-cols-2">
            <Field label={text.name} hint={text.nameHint}>
              <Input
                value={name}
                onChange={(event) => setName(event.target.value)}
                required={!changed && Boolean(admitted)}
                pattern="[A-Za-z0-9][A-Za-z0-9._\-]*"
                maxLength={120}
                autoComplete="off"
              />
            </Field>
            <CorrectionFields inspection={inspection} texts={texts} onTexts={setTexts} />
          </div>
        </Section>
        {register.error && <FaultNotice fault={faultText(register.error)} />}
        <div className="flex gap-2">
          {changed || busy || !admitted ? (
            <Button type="submit" look="primary" disabled={busy || !changed}>
              {busy ? text.checking : text.checkAgain}
            </Button>
          ) : (
            <Button type="submit" look="primary" disabled={busy || register.isPending || register.isSuccess}>
              {register.isPending ? text.registering : text.register}
            </Button>
          )}
        </div>
        {admitted && (
          <Section title={text.signature}>
            <SignatureTable signature={admitted.signature} />
          </Section>
        )}
      </form>
      <Found title={text.found} found={found} remarks={remarks} />
    </div>
  )
}
