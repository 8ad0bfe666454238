import { z } from 'zod'
import { type Column, columnOf, typeFamily } from '#pipeline/columns.ts'
import { defineNode } from '#pipeline/define-node.ts'
import { model, report, table } from '#pipeline/ports/index.ts'
import { alarmsOf } from '#pipeline/ports/watch.ts'
import { chunks } from '../chunks.ts'

const share = (title: string, description: string, most: number) =>
  z.number().min(0).max(1).default(most).meta({ title, description })

export default defineNode({
  kind: 'monitor.quality',
  version: 4,
  title: 'Quality',
  doc: `Compares what comes in with the contract of the model: the columns it wants, each of its type, with a value as often as in training, within the range and the
categories that training saw; and how long ago the last row came.

Each check of each column is a figure with its own limit and begins when it first went beyond it for good. What the boundary of an endpoint refuses never becomes a
prediction; it is counted by Operation.`,
  params: z.object({
    missing: share('Missing', 'How much larger than in training the share without a value may be.', 0.05),
    newCategories: share('New categories', 'The largest share of rows in categories that training did not see.', 0.01),
    outOfRange: share('Out of range', 'The largest share of rows out of the range of training.', 0.05),
    hours: z.number().gt(0).default(24).meta({
      title: 'Hours',
      description: 'How old the newest row may be.',
    }),
    until: z.string().default('').meta({
      title: 'Until',
      description:
        'As seen from when, as 2026-01-31T12:00:00Z; empty is now. A schedule fills in {{ scheduled_time }}.',
    }),
    rows: z.number().int().min(0).default(0).meta({
      title: 'Fewest rows',
      description: 'Fewer rows than this are an alarm. 0: an empty window is no alarm.',
    }),
    chunks: chunks(),
  }),
  inputs: {
    current: table('What comes in now.'),
    model: model('Whose contract it is.'),
  },
  outputs: { report: report('Each check of each column, and since when it fails.') },
  summary: () => "against the model's contract",
  python: 'run.py',
  infer: ({ inputs: { current, model } }) => {
    const wanted = model.inputs.filter(({ type }) => type !== 'image')
    const there = wanted.filter(({ name }) => columnOf(current.columns, name))
    const each = there.flatMap(({ name, type }) => checksOf(type).map((check) => `quality.${check}.${name}`))
    const fresh = current.columns.some(isTime) ? ['quality.freshness'] : []
    const all = ['faulty', 'gone', 'missing', 'newCategories', 'outOfRange', 'wrongType', 'rows']
    const metrics = [alarmsOf('quality'), ...all.map((name) => `quality.${name}`), ...fresh, ...each]
    return { report: { type: 'report', metrics } }
  },
  example: { params: {}, inputs: { current: 'penguins', model: 'penguinModel' } },
})

function checksOf(type: string): string[] {
  const family = typeFamily(type)
  if (family === 'text') return ['missing', 'newCategories']
  return family === 'boolean' ? ['missing', 'wrongType'] : ['missing', 'wrongType', 'outOfRange']
}

const isTime = ({ role, type }: Column): boolean => role === 'time' && /^(TIMESTAMP|DATE)/.test(type)
