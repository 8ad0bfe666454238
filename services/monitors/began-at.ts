import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Plan } from '#pipeline/compile.ts'
import { groupOf } from '#pipeline/define-node.ts'
import type { PortValue } from '#pipeline/ports/index.ts'
import { alarmsOf, watchKindOf, watchPlace } from '#pipeline/ports/watch.ts'
import type { Store } from '../artifacts/store.ts'

const told = z.object({ since: watchPlace.optional() })
const report = z.object({
  figures: z.array(told.extend({ alarm: z.boolean() })).default([]),
  features: z.array(told.extend({ drifted: z.boolean() })).default([]),
})

/** When the first of what reports found wrong began, of those with more alarms than the gate lets pass; none of them may know. */
export async function beganAt(store: Store, { steps }: Plan, outputs: readonly PortValue[]): Promise<Date | undefined> {
  const gates = steps.filter(({ kind }) => groupOf(kind) === 'monitor')
  const failing = outputs.flatMap((value) => {
    if (value.type !== 'report') return []
    const kind = watchKindOf(value.metrics) ?? 'drift'
    const limits = gates.map(({ params }) => params[kind === 'operational' ? 'operation' : kind])
    const most = limits.find((limit) => typeof limit === 'number') ?? 0
    return (value.metrics[alarmsOf(kind)] ?? 0) > most ? [value.artifact] : []
  })
  const begins = await Promise.all(failing.map((artifact) => beginsOf(store, artifact)))
  const times = begins.flat().filter((time) => !Number.isNaN(time))
  return times.length > 0 ? new Date(Math.min(...times)) : undefined
}

/** A report that cannot be read tells nothing: a run has to end all the same. */
async function beginsOf(store: Store, artifact: string): Promise<number[]> {
  const value: unknown = await store
    .path(artifact)
    .then((path) => readFile(path, 'utf8'))
    .then(JSON.parse)
    .catch(() => undefined)
  const read = report.safeParse(value)
  if (!read.success) return []
  const { figures, features } = read.data
  const wrong = [...figures.filter(({ alarm }) => alarm), ...features.filter(({ drifted }) => drifted)]
  return wrong.flatMap(({ since }) => (typeof since === 'string' ? [Date.parse(since)] : []))
}
