'use client'
import type * as Plot from '@observablehq/plot'
import { ChartLine, Table2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { words } from '../_words/en.ts'
import { IconButton } from './icon-button.tsx'
import { numberText } from './number-text.tsx'

interface ChartProps {
  /** What the chart shows, in a sentence. */
  label: string
  /** Called with the width at hand, in the browser only; memoise it. */
  draw: (plot: typeof Plot, width: number) => Element
  height: number
  /** The figures behind it. */
  table: { columns: string[]; rows: (string | number)[][] }
}

/** A picture by Observable Plot; `t` turns it into its figures and back. */
export function Chart({ label, draw, height, table }: ChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const [shown, setShown] = useState<'chart' | 'table'>('chart')
  const [width, setWidth] = useState(0)

  useEffect(() => {
    if (!box.current) return
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)))
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [])

  useEffect(() => {
    const target = box.current
    if (shown !== 'chart' || !target || !width) return
    let wanted = true
    import('@observablehq/plot').then((plot) => {
      if (!wanted) return
      const picture = draw(plot, width)
      // The figure around it has a name; names of lines within it would be read out one by one.
      for (const named of picture.querySelectorAll('[aria-label]')) named.removeAttribute('aria-label')
      target.replaceChildren(picture)
    })
    return () => {
      wanted = false
    }
  }, [draw, width, shown])

  const toggle = () => setShown(shown === 'chart' ? 'table' : 'chart')
  return (
    <figure className="group relative" onKeyDown={(event) => event.key === 't' && toggle()}>
      <div className="absolute top-0 right-0 z-10 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
        <IconButton
          label={shown === 'chart' ? words.common.showTable : words.common.showChart}
          keys="t"
          onClick={toggle}
        >
          {shown === 'chart' ? <Table2 /> : <ChartLine />}
        </IconButton>
      </div>
      <div hidden={shown !== 'chart'} ref={box} role="img" aria-label={label} style={{ minHeight: height }} />
      {shown === 'table' && <Figures label={label} table={table} height={height} />}
    </figure>
  )
}

function Figures({ label, table, height }: { label: string; table: ChartProps['table']; height: number }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so a keyboard must reach it
    <div tabIndex={0} className="overflow-auto" style={{ height }}>
      <table aria-label={label} className="figures w-full text-right">
        <thead>
          <tr className="text-faint">
            {table.columns.map((column) => (
              <th key={column} className="px-2 font-normal">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a picture have no other name
            <tr key={index} className="border-t border-line">
              {row.map((cell, column) => (
                <td key={table.columns[column]} className="px-2">
                  {typeof cell === 'number' ? numberText(cell) : cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
