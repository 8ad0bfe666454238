'use client'
import type * as Plot from '@observablehq/plot'
import { useCallback, useEffect, useState } from 'react'
import type { CurveRun } from './lines.ts'
import type { Axis } from './use-curve-view.ts'

interface Span {
  from: number
  to: number
}

type Picture = ReturnType<typeof Plot.plot>

/** A stretch of the axis that is drawn over with the pointer; a double click shows all again. */
export function useZoom(axis: Axis, runs: readonly CurveRun[]) {
  const [span, setSpan] = useState<Span>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a stretch of one axis is none of another
  useEffect(() => setSpan(undefined), [axis])
  const [only] = runs
  const began = runs.length === 1 && only ? only.startedAt : undefined
  const watch = useCallback(
    (picture: Picture) => {
      const invert = picture.scale('x')?.invert
      const svg = picture instanceof SVGElement ? picture : picture.querySelector('svg')
      // Seconds since each run began are a stretch of time of one run only.
      if (!invert || !svg || (axis === 'relative' && began === undefined)) return picture
      const valueAt = (clientX: number) => {
        const value = Number(invert(clientX - svg.getBoundingClientRect().left))
        return axis === 'relative' ? value * 1000 + (began ?? 0) : value
      }
      drawOver(svg, (a, b) => {
        const [from, to] = [valueAt(Math.min(a, b)), valueAt(Math.max(a, b))]
        setSpan({ from, to })
      })
      svg.addEventListener('dblclick', () => setSpan(undefined))
      return picture
    },
    [axis, began],
  )
  return { span, watch, reset: () => setSpan(undefined) }
}

/** Shorter is a click. */
const shortest = 8

function drawOver(svg: Element, onSpan: (from: number, to: number) => void) {
  svg.addEventListener('pointerdown', (down) => {
    if (!(down instanceof PointerEvent) || down.button !== 0) return
    const start = down.clientX
    const band = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
    band.setAttribute('fill', 'var(--accent)')
    band.setAttribute('fill-opacity', '0.15')
    band.setAttribute('height', '100%')
    svg.append(band)
    const left = svg.getBoundingClientRect().left
    const move = (event: Event) => {
      const { clientX } = event as PointerEvent
      band.setAttribute('x', String(Math.min(start, clientX) - left))
      band.setAttribute('width', String(Math.abs(clientX - start)))
    }
    const ending = new AbortController()
    const end = (event: Event) => {
      ending.abort()
      band.remove()
      const { clientX } = event as PointerEvent
      if (event.type === 'pointerup' && Math.abs(clientX - start) >= shortest) onSpan(start, clientX)
    }
    window.addEventListener('pointermove', move, { signal: ending.signal })
    window.addEventListener('pointerup', end, { signal: ending.signal })
    window.addEventListener('pointercancel', end, { signal: ending.signal })
  })
}
