'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Signature } from '#pipeline/ports/model.ts'
import { useTRPC } from '../../../_trpc/client.tsx'
import { Button } from '../../../_ui/button.tsx'
import { faultText } from '../../../_ui/fault-text.ts'
import { Select } from '../../../_ui/select.tsx'
import { words } from '../../../_words/en.ts'
import { Answer } from './answer.tsx'
import { InputField } from './input-field.tsx'
import { recent } from './recent.tsx'
import { readRow, type Texts, textsOf } from './row.ts'

const text = words.endpoints

interface TryItProps {
  project: string
  endpoint: string
  signature: Signature
  examples: Record<string, unknown>[]
}

/** A form made from the signature, and the answer beside it. */
export function TryIt({ project, endpoint, signature, examples }: TryItProps) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { inputs } = signature
  const [example, setExample] = useState(examples.length > 0 ? '0' : '')
  const [texts, setTexts] = useState<Texts>(() => textsOf(inputs, examples[0] ?? {}))
  const ask = useMutation(
    trpc.predictions.ask.mutationOptions({
      onSuccess: ({ predictions, model, version, milliseconds }, { rows }) =>
        queries.setQueryData(trpc.predictions.list.queryKey(recent(endpoint)), (before) => ({
          next: before?.next ?? null,
          predictions: [
            // Records are written a moment after the answer: what was just asked is known without them.
            ...predictions.map(({ id, ...output }, index) => ({
              ...{ id, at: new Date(), model, version, output, inputs: rows[index] ?? {} },
              microseconds: milliseconds * 1000,
            })),
            ...(before?.predictions ?? []),
          ],
        })),
    }),
  )
  const fault = ask.error ? faultText(ask.error) : undefined
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_360px]">
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          ask.mutate({ endpoint, rows: [readRow(inputs, texts)] })
        }}
      >
        <div className="grid gap-x-4 gap-y-3 md:grid-cols-2 lg:grid-cols-3">
          {inputs.map((input) => (
            <InputField
              key={input.name}
              input={input}
              value={texts[input.name] ?? ''}
              error={fault?.at?.column === input.name ? fault.message : undefined}
              onValue={(value) => setTexts((before) => ({ ...before, [input.name]: value }))}
            />
          ))}
        </div>
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" look="primary" disabled={ask.isPending}>
            {ask.isPending ? text.asking : text.ask}
          </Button>
          {examples.length > 0 && (
            <Select
              aria-label={text.example}
              className="w-44!"
              value={example}
              placeholder={text.example}
              options={examples.map((_, index) => ({ value: String(index), label: text.exampleRow(index + 1) }))}
              onValue={(value) => {
                setExample(value)
                setTexts(textsOf(inputs, examples[Number(value)] ?? {}))
              }}
            />
          )}
        </div>
      </form>
      <Answer project={project} asked={ask.data} fault={fault} classes={signature.classes} target={signature.target} />
    </div>
  )
}
