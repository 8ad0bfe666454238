import { expect, test } from 'vitest'
import type { Step } from '#pipeline/compile.ts'
import type { PortValue } from '#pipeline/ports/index.ts'
import { nobodyAsked } from './nobody-asked.ts'

test('nobody asked where predictions were read and there were none; an empty table of something else says nothing', () => {
  const kinds = { read: 'monitor.read-predictions', labels: 'etl.read-labels', drift: 'monitor.drift' }
  const steps = Object.entries(kinds).map(([node, kind]) => ({ node, kind })) as unknown as Step[]
  const of = (node: string, rows: number) => ({
    node,
    outputs: { rows: { type: 'table', rows } as unknown as PortValue },
  })
  expect(nobodyAsked({ steps }, [of('read', 0), { node: 'drift', outputs: null }])).toBe(true)
  expect(nobodyAsked({ steps }, [of('read', 12), of('labels', 0)])).toBe(false)
})
