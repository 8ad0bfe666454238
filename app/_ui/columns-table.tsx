import type { ReactNode } from 'react'
import type { Role } from '#pipeline/columns.ts'
import { words } from '../_words/en.ts'
import { Histogram } from './histogram.tsx'
import { NumberText, numberText } from './number-text.tsx'
import { RoleMark } from './role-mark.tsx'
import { TypeGlyph } from './type-glyph.tsx'

export interface ColumnFacts {
  name: string
  type: string
  role?: Role | undefined
  /** Share of rows, 0 to 1. */
  missing?: number | undefined
  histogram?: { edges?: readonly number[]; counts: readonly number[] } | undefined
  top?: readonly { value: string; count: number }[] | undefined
  /** Beside the name: a picker of the type, for example. */
  typeCell?: ReactNode
  /** How many different values. */
  distinct?: number | undefined
  unit?: string
  /** What it is, in a sentence. */
  about?: string
  /** Which values there were: `18 – 40`, or the first categories. */
  values?: ReactNode
}

/** The columns of a table: the same everywhere. Missing shares and distributions appear once they are known. */
export function ColumnsTable({ columns, label }: { columns: readonly ColumnFacts[]; label: string }) {
  const known = columns.some(({ missing }) => missing !== undefined)
  const roles = columns.some(({ role }) => role)
  const values = columns.some((column) => column.values)
  const counted = columns.some(({ distinct }) => distinct !== undefined)
  return (
    <table aria-label={label} className="w-full border-collapse text-left">
      <thead>
        <tr className="border-b border-line text-12 text-faint [&>th]:pb-1 [&>th]:font-normal">
          <th>{words.common.columns.name}</th>
          {roles && <th>{words.common.columns.role}</th>}
          {values && <th>{words.common.columns.values}</th>}
          {counted && <th className="text-right">{words.common.columns.distinct}</th>}
          {known && <th>{words.common.columns.missing}</th>}
          {known && <th className="w-16">{words.common.columns.distribution}</th>}
        </tr>
      </thead>
      <tbody>
        {columns.map((column) => (
          <tr
            key={column.name}
            className="border-b border-line last:border-0 [&>td]:h-7 [&>td]:pr-3 [&>td:last-child]:pr-0"
          >
            <td className="max-w-56">
              <span className="flex items-center gap-2">
                <TypeGlyph type={column.type} />
                <code className="truncate" title={column.name}>
                  {column.name}
                </code>
                {column.unit && <span className="shrink-0 text-12 text-faint">{column.unit}</span>}
                {column.typeCell}
              </span>
              {column.about && (
                <p className="truncate pb-1 text-12 text-faint" title={column.about}>
                  {column.about}
                </p>
              )}
            </td>
            {roles && <td>{column.role && <RoleMark role={column.role} />}</td>}
            {values && <td className="max-w-72 truncate text-soft">{column.values}</td>}
            {counted && (
              <td className="text-right">{column.distinct !== undefined && <NumberText value={column.distinct} />}</td>
            )}
            {known && <td>{column.missing !== undefined && <MissingBar share={column.missing} />}</td>}
            {known && (
              <td>
                <Distribution {...column} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function MissingBar({ share }: { share: number }) {
  const text = share === 0 ? '0' : share < 0.001 ? '<0.1 %' : `${(share * 100).toFixed(1)} %`
  return (
    <span className="flex items-center gap-1.5" title={`${(share * 100).toPrecision(4)} % ${words.common.missing}`}>
      <span aria-hidden className="inline-block h-1.5 w-10 rounded-full bg-sunken">
        <span className="block h-full rounded-full bg-warning" style={{ width: `${share * 100}%` }} />
      </span>
      <span className="figures text-faint">{text}</span>
    </span>
  )
}

function Distribution({ name, histogram, top }: ColumnFacts) {
  if (histogram) {
    const [low, high] = [histogram.edges?.[0], histogram.edges?.at(-1)]
    const range = low !== undefined && high !== undefined ? `: ${numberText(low)} – ${numberText(high)}` : ''
    return <Histogram counts={histogram.counts} label={`${name}${range}`} />
  }
  if (!top?.length) return null
  const first = top.slice(0, 3).map(({ value, count }) => `${value} ${numberText(count)}`)
  return <Histogram counts={top.slice(0, 20).map(({ count }) => count)} label={`${name}: ${first.join(', ')}`} />
}
