import { seriesLook } from '../series.ts'

/** How a run is drawn on the pictures of this page. */
export function Swatch({ at }: { at: number }) {
  const { stroke, dash } = seriesLook(at)
  return (
    <svg aria-hidden="true" width={18} height={8} className="shrink-0">
      <path d="M1 4h16" stroke={stroke} strokeWidth={3} strokeDasharray={dash} />
    </svg>
  )
}
