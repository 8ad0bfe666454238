'use client'
import type * as Plot from '@observablehq/plot'
import { useCallback, useMemo, useState } from 'react'
import { Button } from '../../_ui/button.tsx'
import { Chart } from '../../_ui/chart.tsx'
import { Checkbox } from '../../_ui/checkbox.tsx'
import { words } from '../../_words/en.ts'
import type { Compared } from './compared.ts'
import { type Dimension, dimensionsOf } from './dimensions.ts'
import { type Brushes, drawParallel, parallelHeight, withinAll } from './draw-parallel.ts'

const text = words.tracking

/** More cannot be read side by side. */
const usually = 8

/** From parameters to metrics; a part of a line that is drawn over leaves only the runs that go through it. */
export function ParallelCoordinates({ compared }: { compared: Compared }) {
  const all = useMemo(() => dimensionsOf(compared), [compared])
  const [hidden, setHidden] = useState<ReadonlySet<string>>(() => new Set(all.slice(usually).map(({ id }) => id)))
  const [brushes, setBrushes] = useState<Brushes>({})
  const dimensions = useMemo(() => all.filter(({ id }) => !hidden.has(id)), [all, hidden])
  const names = useMemo(() => compared.runs.map(({ name }) => name), [compared])
  const draw = useCallback(
    (plot: typeof Plot, width: number) =>
      brushed(drawParallel(plot, width, { dimensions, names, brushes }), dimensions, (id, span) =>
        setBrushes(({ [id]: _, ...rest }) => (span ? { ...rest, [id]: span } : rest)),
      ),
    [dimensions, names, brushes],
  )
  const table = useMemo(
    () => ({
      columns: [text.run, ...dimensions.map(({ title }) => title)],
      rows: names.flatMap((name, run) =>
        withinAll(dimensions, brushes, run) ? [[name, ...dimensions.map(({ values }) => values[run] ?? '')]] : [],
      ),
    }),
    [dimensions, names, brushes],
  )
  if (all.length < 2) return <p className="py-8 text-soft">{text.noDimensions}</p>
  return (
    <div className="flex flex-col gap-4 pt-4">
      <div className="flex flex-wrap items-center gap-x-4">
        {all.map(({ id, title }) => (
          <Checkbox
            key={id}
            label={title}
            checked={!hidden.has(id)}
            onChecked={(on) =>
              setHidden((before) => new Set(on ? [...before].filter((one) => one !== id) : [...before, id]))
            }
          />
        ))}
        {Object.keys(brushes).length > 0 && <Button onClick={() => setBrushes({})}>{text.showAllRuns}</Button>}
      </div>
      <p className="text-12 text-faint">{text.parallelAbout}</p>
      <div className="overflow-x-auto">
        <Chart label={text.compareTabs.parallel} height={parallelHeight} draw={draw} table={table} />
      </div>
    </div>
  )
}

type Picture = ReturnType<typeof Plot.plot>

/** Pixels beside a line that still mean it; shorter strokes take its part away. */
const reach = 24
const shortest = 6

function brushed(
  picture: Picture,
  dimensions: readonly Dimension[],
  onBrush: (id: string, span: readonly [number, number] | undefined) => void,
): Element {
  const [x, y] = [picture.scale('x'), picture.scale('y')]
  const svg = picture instanceof SVGElement ? picture : picture.querySelector('svg')
  if (!svg || !x || !y?.invert) return picture
  svg.style.cursor = 'crosshair'
  svg.addEventListener('pointerdown', (down) => {
    if (!(down instanceof PointerEvent)) return
    const box = svg.getBoundingClientRect()
    const distance = ({ id }: Dimension) => Math.abs(x.apply(id) - (down.clientX - box.left))
    const nearest = [...dimensions].sort((a, b) => distance(a) - distance(b))[0]
    if (!nearest || distance(nearest) > reach) return
    down.preventDefault()
    window.addEventListener(
      'pointerup',
      ({ clientY }) => {
        const ends = [down.clientY, clientY].map((at) => Number(y.invert?.(at - box.top)))
        const long = Math.abs(clientY - down.clientY) >= shortest
        onBrush(nearest.id, long ? [Math.min(...ends), Math.max(...ends)] : undefined)
      },
      { once: true },
    )
  })
  return picture
}
