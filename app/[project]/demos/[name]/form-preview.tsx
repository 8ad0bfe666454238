'use client'
import { useState } from 'react'
import { Inputs } from '../../../_demos/inputs.tsx'
import type { Row } from '../../../_demos/row.ts'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { Markdown } from '../../../_ui/markdown.tsx'
import { words } from '../../../_words/en.ts'

export type Demo = Outputs['demos']['get']

const text = words.demoEditor

/** The page as visitors will see it, before it is saved; its inputs can be tried, and ask nothing. */
export function FormPreview({ demo, page }: { demo: Demo; page: Demo['page'] }) {
  const [moved, setMoved] = useState<Row>({})
  const known = new Map(demo.inputs.map((input) => [input.name, input]))
  const inputs = page.inputs.flatMap(({ name, label, unit, shown, fixed }) => {
    const input = known.get(name)
    if (!input || !shown) return []
    const usual = fixed === undefined ? input.usual : fixed
    return [{ ...input, label: label || name, unit: unit || input.unit, usual }]
  })
  const row = Object.fromEntries(inputs.map(({ name, usual }) => [name, moved[name] ?? usual]))
  return (
    <section aria-label={text.preview} data-accent={page.accent} className="rounded-md border border-line">
      <div aria-hidden className="h-1 rounded-t-md bg-accent" />
      <div className="flex flex-col gap-2 p-4">
        <p className="text-12 text-faint">{text.preview}</p>
        <p className="text-18 font-strong break-words">{page.title}</p>
        {page.text && <Markdown text={page.text} />}
        <div className="max-h-120 overflow-y-auto">
          <Inputs
            {...{ inputs, row, baseline: undefined, curves: undefined, output: 0, faults: {} }}
            onValue={(name, value) => setMoved((before) => ({ ...before, [name]: value }))}
          />
        </div>
      </div>
    </section>
  )
}
