'use client'
import { type ReactNode, useMemo } from 'react'
import { Section } from '../../_frame/page.tsx'
import { classNames } from '../../_ui/class-names.ts'
import { durationText } from '../../_ui/duration.tsx'
import { words } from '../../_words/en.ts'
import { type Measured, measuredText, paramText } from '../figures.ts'
import type { Run } from '../run/run.ts'
import { type Compared, compareRuns, type Difference } from './differences.ts'
import { Swatch } from './swatch.tsx'

const text = words.tracking

/** What differs first; what is the same is folded away. */
export function DifferencesTables({ runs }: { runs: readonly Run[] }) {
  const { params, metrics, about, tags } = useMemo(() => compareRuns(runs), [runs])
  const plain = (value: string) => (
    <span className="line-clamp-3" title={value}>
      {paramText(value)}
    </span>
  )
  const figure = (value: number) => (
    <span className="figures" title={String(value)}>
      {measuredText(Number.isFinite(value) ? value : (String(value) as Measured))}
    </span>
  )
  const took: Difference<string> = {
    key: text.attributes.took.toLowerCase(),
    values: runs.map(({ startedAt, endedAt }) => (endedAt === null ? null : durationText(endedAt - startedAt))),
    best: [],
  }
  const facts = { ...about, differing: [...about.differing, took] }
  return (
    <div className="flex flex-col gap-7 pt-4">
      <Part title={text.params} runs={runs} compared={params} render={plain} none={text.sameParams} />
      <Part title={text.metrics} runs={runs} compared={metrics} render={figure} none={text.sameMetrics} align="right" />
      <Part title={text.entities.attributes} runs={runs} compared={facts} render={plain} none="" />
      <Part title={text.tags} runs={runs} compared={tags} render={plain} none={text.sameTags} />
    </div>
  )
}

interface PartProps<T> {
  title: string
  runs: readonly Run[]
  compared: Compared<T>
  render: (value: T) => ReactNode
  /** Said where nothing differs. */
  none: string
  align?: 'right'
}

function Part<T>({ title, runs, compared: { differing, equal }, render, none, align }: PartProps<T>) {
  if (differing.length + equal.length === 0) return null
  const table = { runs, render, ...(align && { align }) }
  return (
    <Section title={title}>
      {differing.length > 0 ? <Table {...table} label={title} rows={differing} /> : <p className="text-soft">{none}</p>}
      {equal.length > 0 && (
        <details>
          <summary className="text-soft">{text.equal(equal.length)}</summary>
          <Table {...table} label={text.equalOf(title)} rows={equal} />
        </details>
      )}
    </Section>
  )
}

interface TableProps<T> {
  label: string
  runs: readonly Run[]
  rows: readonly Difference<T>[]
  render: (value: T) => ReactNode
  align?: 'right'
}

function Table<T>({ label, runs, rows, render, align }: TableProps<T>) {
  const place = align === 'right' ? 'text-right' : 'text-left'
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so a keyboard must reach it
    <div tabIndex={0} className="overflow-x-auto">
      <table aria-label={label} className="border-collapse text-left">
        <thead>
          <tr className="border-b border-line text-12">
            <td className="sticky left-0 bg-ground" />
            {runs.map(({ id, name }, at) => (
              <th
                key={id}
                scope="col"
                className={classNames('h-8 max-w-48 min-w-28 px-3 font-normal text-soft', place)}
              >
                <span className={classNames('flex items-center gap-1.5', align === 'right' && 'justify-end')}>
                  <Swatch at={at} />
                  <span className="truncate" title={name}>
                    {name}
                  </span>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, values, best }) => (
            <tr key={key} className="border-b border-line last:border-0">
              <th scope="row" className="sticky left-0 max-w-64 min-w-32 bg-ground py-1.5 pr-4 font-normal break-words">
                {key}
              </th>
              {values.map((value, at) => (
                <td
                  key={runs[at]?.id}
                  className={classNames(
                    'max-w-64 px-3 py-1.5 break-words',
                    place,
                    best.includes(at) && 'bg-accent-soft',
                  )}
                >
                  {best.includes(at) && <span className="mr-1.5 text-12 text-accent-text">{text.best}</span>}
                  {value === null ? <span className="text-faint">{text.nothing}</span> : render(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
