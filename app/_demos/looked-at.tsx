'use client'
import type { LookedAt as Regions } from '#services/demos/regions.ts'
import { numberText } from '../_ui/number-text.tsx'
import { Picture } from '../_ui/picture.tsx'
import { words } from '../_words/en.ts'

const text = words.demo

interface LookedAtProps {
  source: string
  regions: Regions
  /** Which of its outputs, and whether that is a share. */
  output: number
  share: boolean
}

/** The picture, with the parts marked without which the model would say this less, or more. */
export function LookedAt({ source, regions, output, share }: LookedAtProps) {
  const { cells, drops } = regions
  const values = drops.map((one) => one[output] ?? 0)
  const most = Math.max(0, ...values)
  const largest = Math.max(...values.map(Math.abs), 0.01)
  return (
    <figure className="flex flex-col gap-2">
      <div className="relative size-48 overflow-hidden rounded-md border border-line">
        <Picture src={source} alt="" className="absolute inset-0 size-full object-fill! opacity-40 grayscale" />
        <div className="absolute inset-0 grid" style={{ gridTemplateColumns: `repeat(${cells}, 1fr)` }} aria-hidden>
          {values.map((value, cell) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
              key={cell}
              className={value < 0 ? 'bg-chart-then' : 'bg-chart-now'}
              style={{ opacity: 0.75 * (Math.abs(value) / largest) }}
            />
          ))}
        </div>
      </div>
      <figcaption className="text-12 text-faint">
        {text.lookedAt(share ? percent(most) : numberText(most), cells)}
      </figcaption>
    </figure>
  )
}

const percent = (share: number) => `${(100 * share).toFixed(0)} %`
