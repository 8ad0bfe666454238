import { z } from 'zod'
import { defineNode } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import { model, optional, report } from '#pipeline/ports/index.ts'
import { alarmsOf } from '#pipeline/ports/watch.ts'

const most = (title: string, description: string) => z.number().int().min(0).default(0).meta({ title, description })

const watched = {
  drift: { of: 'drift', said: 'features that drifted' },
  quality: { of: 'quality', said: 'checks of quality that fail' },
  performance: { of: 'performance', said: 'figures of performance beyond their limits' },
  concept: { of: 'concept', said: 'detectors that found more errors' },
  operation: { of: 'operational', said: 'figures of operation beyond their limits' },
} as const
type Watched = keyof typeof watched
const names = Object.keys(watched) as Watched[]

export default defineNode({
  kind: 'monitor.gate',
  version: 1,
  title: 'Watch',
  doc: `Fails the run when a report has more alarms than it may, and says which; it looks at every report that is connected. What comes after it runs only while all is
well; a run that fails here raises an alert, and one that passes settles it.`,
  params: z.object({
    drift: most('Features', 'How many features may drift.'),
    quality: most('Checks', 'How many checks of quality may fail.'),
    performance: most('Performance', 'How many figures of performance may be beyond their limits.'),
    concept: most('Detectors', 'How many detectors may find that errors rose.'),
    operation: most('Operation', 'How many figures of operation may be beyond their limits.'),
  }),
  inputs: {
    model: model('The model that is watched.'),
    drift: optional(report('Of Drift.')),
    quality: optional(report('Of Quality.')),
    performance: optional(report('Of Performance.')),
    concept: optional(report('Of Concept drift.')),
    operation: optional(report('Of Operation.')),
  },
  outputs: { model: model('The same model.') },
  summary: (params) => {
    const some = names.filter((name) => params[name] > 0).map((name) => `${name} at most ${params[name]}`)
    return some.join(', ') || 'no alarm at all'
  },
  infer: ({ inputs: { model, ...reports } }) => {
    requireOne(reports)
    for (const name of names) {
      const found = reports[name]
      const wanted = alarmsOf(watched[name].of)
      if (found && !found.metrics.includes(wanted)) throw otherReport(name, wanted)
    }
    return { model }
  },
  run: async ({ params, inputs: { model, ...reports } }) => {
    requireOne(reports)
    const alarms = names.flatMap((name) => {
      const { of, said } = watched[name]
      const found = reports[name]
      if (!found) return []
      const count = found.metrics[alarmsOf(of)]
      if (count === undefined) throw otherReport(name, alarmsOf(of))
      return count > params[name] ? [`${said}: ${count}${namesOf(found.alarms, count)}`] : []
    })
    if (alarms.length > 0)
      throw new Fault('GATE_FAILED', alarms.join('; '), {
        hint: 'see the reports: each figure says its limit and since when it is beyond it',
      })
    return { model }
  },
  example: { params: {}, inputs: { model: 'penguinModel', quality: 'penguinQuality' } },
})

function requireOne(reports: Partial<Record<Watched, unknown>>): void {
  if (names.every((name) => !reports[name]))
    throw new Fault('INVALID_INPUT', 'nothing to watch', {
      at: { port: 'drift' },
      hint: 'connect a report of Drift, Quality, Performance, Concept drift or Operation',
    })
}

const named = 3

/** The first of them, behind how many they are. */
function namesOf(alarms: string[] | undefined, count: number): string {
  if (!alarms || alarms.length === 0) return ''
  const shown = alarms.slice(0, named)
  return ` (${[...shown, ...(count > shown.length ? ['…'] : [])].join(', ')})`
}

const otherReport = (port: Watched, wanted: string): Fault =>
  new Fault('INVALID_INPUT', `not in this report: ${wanted}`, {
    at: { port },
    hint: 'connect the report of the node that the port is named after',
  })
