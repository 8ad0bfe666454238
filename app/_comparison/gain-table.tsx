'use client'
import { numberText } from '../_ui/number-text.tsx'
import { words } from '../_words/en.ts'
import { GainBar } from './gain-bar.tsx'
import type { GainRow } from './gain-row.ts'
import { VerdictMark } from './verdict-mark.tsx'

const text = words.comparison

interface GainTableProps {
  title: string
  first: string
  names: { champion: string; challenger: string }
  rows: GainRow[]
  /** `own`: figures of different units, each on a scale of its own. */
  scale: 'own' | 'shared'
}

/** The two side by side, with the gain and its interval as a picture about nothing gained. */
export function GainTable({ title, first, names, rows, scale }: GainTableProps) {
  const widest = Math.max(...rows.map(reachOf))
  return (
    <div className="relative overflow-x-auto">
      <table aria-label={title} className="w-full text-left">
        <thead className="border-b border-line text-12 text-faint [&_th]:pr-3 [&_th]:pb-1 [&_th]:align-bottom [&_th]:font-normal">
          <tr>
            <th>{first}</th>
            <th className="hidden text-right @md:table-cell">{text.columns.rows}</th>
            <th className="hidden text-right @md:table-cell" title={names.champion}>
              {text.columns.champion}
            </th>
            <th className="hidden text-right @md:table-cell" title={names.challenger}>
              {text.columns.challenger}
            </th>
            <th className="w-48 min-w-24 text-center">
              <span className="hidden justify-between @md:flex">
                <span>{text.towardsChampion}</span>
                <span>{text.towardsChallenger}</span>
              </span>
            </th>
            <th className="text-right">{text.columns.gain}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className="border-b border-line [&>td]:h-8 [&>td]:pr-3">
              <td className="break-words">
                {row.label}
                <span className="figures block text-12 text-soft @md:hidden">
                  {short(row.champion)} → {short(row.challenger)}
                </span>
              </td>
              <td className="figures hidden text-right text-soft @md:table-cell">{numberText(row.rows)}</td>
              <td className="figures hidden text-right @md:table-cell">{short(row.champion)}</td>
              <td className="figures hidden text-right @md:table-cell">{short(row.challenger)}</td>
              <td>
                <GainBar row={row} reach={scale === 'own' ? reachOf(row) : widest} />
              </td>
              <td className="figures text-right whitespace-nowrap">
                <VerdictMark verdict={row.verdict} label={short(row.gain)} />
                <span className="sr-only">{text.short[row.verdict]}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const reachOf = ({ gainLow, gainHigh }: GainRow): number => Math.max(Math.abs(gainLow), Math.abs(gainHigh), 1e-12)

const short = (value: number): string => numberText(Number(value.toPrecision(3)))
