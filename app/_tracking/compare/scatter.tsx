'use client'
import type * as Plot from '@observablehq/plot'
import { useCallback, useId, useMemo } from 'react'
import { useAddress } from '../../_list/use-address.ts'
import { Chart } from '../../_ui/chart.tsx'
import { numberText } from '../../_ui/number-text.tsx'
import { Select } from '../../_ui/select.tsx'
import { words } from '../../_words/en.ts'
import { shortName } from '../curves/short-name.ts'
import { seriesLook } from '../series.ts'
import type { Compared } from './compared.ts'
import { type Dimension, dimensionsOf, isLogarithmic, namesOf } from './dimensions.ts'
import { axisTitle } from './draw-parallel.ts'

const text = words.tracking
const height = 420

const steps = (dimension: Dimension | undefined) =>
  dimension && isLogarithmic(dimension)
    ? ({ type: 'log', nice: true, ticks: 4, tickFormat: numberText } as const)
    : { nice: true, ticks: 6 }

/** Any parameter or metric against any metric, a dot for each run. */
export function Scatter({ compared }: { compared: Compared }) {
  const id = useId()
  const address = useAddress()
  const all = useMemo(() => dimensionsOf(compared), [compared])
  const metrics = all.filter((one) => one.id.startsWith('metrics.'))
  const y = metrics.find((one) => one.id === address.get('y')) ?? metrics[0]
  const x = all.find((one) => one.id === address.get('across')) ?? all.find((one) => one.id !== y?.id)
  const dots = useMemo(() => {
    const names = compared.runs.map(({ name }) => name)
    return compared.runs.flatMap(({ name }, at) => {
      const [across, up] = [x?.values[at] ?? null, y?.values[at] ?? null]
      return across === null || up === null
        ? []
        : [{ name, called: shortName(name, names), across, up, fill: seriesLook(at).stroke }]
    })
  }, [compared, x, y])
  const draw = useCallback(
    (plot: typeof Plot, width: number) =>
      plot.plot({
        width: Math.min(width, 820),
        height,
        marginLeft: 60,
        marginBottom: 40,
        marginRight: 100,
        style: { background: 'transparent', color: 'var(--ink-soft)', fontFamily: 'inherit', fontSize: '12px' },
        x: {
          label: x ? axisTitle(x) : '',
          ...(x?.form === 'names' ? { type: 'point', domain: namesOf(x), padding: 0.5 } : steps(x)),
        },
        y: { label: y ? axisTitle(y) : '', ...steps(y) },
        marks: [
          plot.gridY({ stroke: 'var(--line)', strokeOpacity: 1 }),
          plot.dot(dots, { x: 'across', y: 'up', fill: 'fill', r: 5, title: 'name' }),
          plot.text(dots, {
            x: 'across',
            y: 'up',
            text: 'called',
            textAnchor: 'start',
            dx: 9,
            fill: 'var(--ink-soft)',
          }),
        ],
      }),
    [dots, x, y],
  )
  const table = useMemo(
    () => ({
      columns: [text.run, x?.title ?? '', y?.title ?? ''],
      rows: dots.map(({ name, across, up }) => [name, across, up]),
    }),
    [dots, x, y],
  )
  if (!x || !y) return <p className="py-8 text-soft">{text.noDimensions}</p>
  return (
    <div className="flex flex-col gap-4 pt-4">
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <span className="flex items-center gap-2">
          <label htmlFor={`${id}-y`}>{text.scatterUp}</label>
          <Select
            id={`${id}-y`}
            className="w-52!"
            value={y.id}
            options={metrics.map(({ id: value, title }) => ({ value, label: title }))}
            onValue={(value) => address.set({ y: value })}
          />
        </span>
        <span className="flex items-center gap-2">
          <label htmlFor={`${id}-x`}>{text.scatterAcross}</label>
          <Select
            id={`${id}-x`}
            className="w-52!"
            value={x.id}
            options={all.map(({ id: value, title }) => ({ value, label: title }))}
            onValue={(value) => address.set({ across: value })}
          />
        </span>
      </div>
      <Chart label={text.scatterOf(y.title, x.title)} height={height} draw={draw} table={table} />
    </div>
  )
}
