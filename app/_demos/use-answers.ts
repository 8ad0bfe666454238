'use client'
import { useEffect, useMemo, useState } from 'react'
import type { Curves } from '#services/demos/curves.ts'
import type { OpenDemo } from '#services/demos/open.ts'
import type { LookedAt } from '#services/demos/regions.ts'
import type { WhatIf } from '#services/demos/what-if.ts'
import { askDemo, type Door } from './ask.ts'
import type { FirstAnswer } from './first-answer.ts'
import { problemOf, type Row, sendable } from './row.ts'
import { useLatest } from './use-latest.ts'

/** So long nobody moves anything before curves are drawn anew and contributions are computed with care. */
const restMs = 180

/** What the model says of a row while it is moved, and more once it rests. */
export function useAnswers(door: Door, demo: OpenDemo, row: Row, first: FirstAnswer | undefined) {
  const version = demo.version.number
  const ready = useMemo(
    () => (demo.inputs.some((input) => problemOf(input, row[input.name])) ? undefined : sendable(demo.inputs, row)),
    [demo.inputs, row],
  )
  const rested = useRested(ready, restMs)
  const quick = useLatest(ready, (asked: Row, signal) =>
    askDemo<WhatIf>(door, 'what-if', { version, row: asked, care: 'quick' }, signal).then((found) => ({
      asked,
      found,
    })),
  )
  const thorough = useLatest(rested, (asked: Row, signal) =>
    askDemo<WhatIf>(door, 'what-if', { version, row: asked, care: 'thorough' }, signal).then((found) => ({
      asked,
      found,
    })),
  )
  const curves = useLatest(rested, (asked: Row, signal) =>
    askDemo<Curves>(door, 'curves', { version, row: asked }, signal),
  )
  const careful = thorough.answer && thorough.answer.asked === ready ? thorough.answer : undefined
  const pictures = demo.inputs.some(({ type }) => type === 'image')
  const regions = useLatest(pictures ? rested : undefined, (asked: Row, signal) =>
    askDemo<LookedAt | null>(door, 'regions', { version, row: asked }, signal).then((found) => ({ asked, found })),
  )
  return {
    ready,
    careful,
    current: careful ?? quick.answer ?? first,
    fault: ready ? quick.fault : undefined,
    curves: curves.answer,
    regions: regions.answer && regions.answer.asked === ready ? regions.answer.found : undefined,
    took: quick.took,
  }
}

function useRested<T>(value: T, ms: number): T | undefined {
  const [rested, setRested] = useState<T>()
  useEffect(() => {
    const timer = setTimeout(() => setRested(() => value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return rested
}
