import { numberText } from '../_ui/number-text.tsx'
import { words } from '../_words/en.ts'
import type { GainRow } from './gain-row.ts'

const [width, height] = [200, 20]
const tones = {
  better: 'stroke-status-done fill-status-done',
  worse: 'stroke-danger fill-danger',
  'no difference': 'stroke-soft fill-soft',
}

/** A dot with its interval; the line in the middle is nothing gained. */
export function GainBar({ row, reach }: { row: GainRow; reach: number }) {
  const { label, gain, gainLow, gainHigh, verdict } = row
  const x = (value: number) => width / 2 + (value / reach) * (width / 2 - 6)
  const said = words.comparison.pictureOf(label, numberText(gainLow), numberText(gainHigh))
  return (
    <svg role="img" aria-label={said} viewBox={`0 0 ${width} ${height}`} className={`h-5 w-full ${tones[verdict]}`}>
      <title>{said}</title>
      <line x1={width / 2} x2={width / 2} y1={0} y2={height} className="stroke-line-strong" strokeDasharray="2 2" />
      <line x1={x(gainLow)} x2={x(gainHigh)} y1={height / 2} y2={height / 2} strokeWidth={2} />
      <circle cx={x(gain)} cy={height / 2} r={3.5} stroke="none" />
    </svg>
  )
}
