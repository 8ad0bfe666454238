'use client'
import type { ReactNode } from 'react'
import { Section } from '../../_frame/page.tsx'
import { type ComparedRow, ComparisonTable } from '../../_registry/comparison-table.tsx'
import { durationText } from '../../_ui/duration.tsx'
import { words } from '../../_words/en.ts'
import { type Measured, measuredText, paramText } from '../figures.ts'
import type { Compared } from './compared.ts'
import { Swatch } from './swatch.tsx'

const text = words.tracking

const plain = (value: string) => (
  <span className="line-clamp-3" title={value}>
    {paramText(value)}
  </span>
)
const figure = (value: Measured) => (
  <span className="figures" title={String(value)}>
    {measuredText(value)}
  </span>
)
const fact = (value: string | number) => plain(typeof value === 'number' ? durationText(value) : value)

/** What differs first; what is the same is folded away. */
export function DifferencesTables({ compared: { runs, params, metrics, about, tags } }: { compared: Compared }) {
  const facts = about.map((row) => ({ ...row, name: text.comparedFacts[row.name] ?? row.name }))
  const heads = runs.map(({ id, name }, at) => (
    <span key={id} className="inline-flex max-w-48 items-center gap-1.5 text-soft">
      <Swatch at={at} />
      <span className="truncate" title={name}>
        {name}
      </span>
    </span>
  ))
  return (
    <div className="flex flex-col gap-7 pt-4">
      <Part title={text.params} heads={heads} rows={params} render={plain} none={text.sameParams} />
      <Part title={text.metrics} heads={heads} rows={metrics} render={figure} none={text.sameMetrics} align="right" />
      <Part title={text.entities.attributes} heads={heads} rows={facts} render={fact} none={text.sameFacts} />
      <Part title={text.tags} heads={heads} rows={tags} render={plain} none={text.sameTags} />
    </div>
  )
}

interface PartProps<T> {
  title: string
  heads: readonly ReactNode[]
  rows: readonly ComparedRow<T>[]
  render: (value: T) => ReactNode
  /** Said where nothing differs. */
  none: string
  align?: 'right'
}

function Part<T>({ title, heads, rows, render, none, align }: PartProps<T>) {
  if (rows.length === 0) return null
  const differing = rows.filter(({ differs }) => differs === 'differs')
  const same = rows.filter(({ differs }) => differs === 'same')
  const table = { heads, render, label: (name: string) => name, ...(align && { align }) }
  return (
    <Section title={title}>
      {differing.length > 0 ? (
        <ComparisonTable {...table} title={title} rows={differing} />
      ) : (
        <p className="text-soft">{none}</p>
      )}
      {same.length > 0 && (
        <details>
          <summary className="text-soft">{text.equal(same.length)}</summary>
          <ComparisonTable {...table} title={text.equalOf(title)} rows={same} />
        </details>
      )}
    </Section>
  )
}
