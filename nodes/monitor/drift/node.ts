import { z } from 'zod'
import { featureColumns, typeFamily } from '#pipeline/columns.ts'
import { defineNode } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import { driftMethods, methodTitles } from '#pipeline/ports/drift.ts'
import { model, optional, report, table } from '#pipeline/ports/index.ts'
import { scoreOf } from '../../validation/metrics.ts'
import { chunks } from '../chunks.ts'

export default defineNode({
  kind: 'monitor.drift',
  version: 5,
  title: 'Drift',
  doc: `Compares what comes in now with what the model was trained on, feature by feature. The reference is a table, or else what the model itself keeps of its
training: the histogram or the categories of each column.

By itself it chooses after Evidently's published rule. Up to 1,000 rows of reference: Kolmogorov–Smirnov for numbers with more than five values, a z-test of
proportions for two values, chi-square for the rest; different is p < 0.05. Beyond: Wasserstein distance in standard deviations of the reference for such numbers,
Jensen–Shannon distance for the rest; different is 0.1 and more. Since of many tests some fail by chance, their p-values are adjusted after Benjamini and Hochberg.

- **Population stability index**: the sum of (now − then) · ln(now / then) over bins (Siddiqi 2006);
- **Hellinger**, **total variation** and **Kullback–Leibler**: over the same bins, from 0; 0.1 and more is different.

A test knows how little a few values tell; a distance does not, and of a single row it is large. So below 30 values of a feature its distance is shown, but not judged
and no figure of the report, and limits from a reference are drawn of parts of 30 values or more.

Of a feature that drifted it is said since when: its score in each part of the window, where a column tells the time. Distances of more than 100,000 rows are taken by
4,096 fine bins, to about a thousandth of a standard deviation; a column of more than four million numbers is never in memory whole.

Of a window without rows there is no share, so a trigger that waits for one neither fires nor comes back.

Bins are the values themselves up to twenty, and otherwise equal bins by Sturges' rule; of a model they are those of its histogram.`,
  params: z.object({
    method: z
      .enum(['auto', ...driftMethods])
      .default('auto')
      .meta({
        title: 'Method',
        description: 'Where a feature cannot be compared so, it is chosen by itself.',
      }),
    threshold: z.number().min(0).optional().meta({
      title: 'Threshold',
      description:
        'Different is a p-value below it, or a distance from it upwards. Empty: 0.05 for tests, 0.1 for distances.',
    }),
    limits: z.enum(['fixed', 'reference']).default('fixed').meta({
      title: 'Without a threshold',
      description:
        'Fixed ones; or for distances from how far parts of the reference table lie from all of it: mean and three standard deviations.',
    }),
    chunks: chunks(),
    falseDiscoveries: z.boolean().default(true).meta({
      title: 'Control false discoveries',
      description: 'Adjusts the p-values of all features together.',
    }),
  }),
  inputs: {
    current: table('What comes in now.'),
    reference: optional(table('What it is compared with.')),
    model: optional(model('Whose training it is compared with, where there is no reference.')),
  },
  outputs: { report: report('Each feature then and now, its score, and whether it drifted.') },
  summary: ({ method }) => (method === 'auto' ? 'by type and size' : methodTitles[method]),
  python: 'run.py',
  infer: ({ inputs: { reference, model } }) => {
    const features = reference
      ? featureColumns(reference.columns).filter(({ type }) => typeFamily(type) !== 'vector')
      : model?.inputs.filter(({ type }) => type !== 'image')
    if (!features)
      throw new Fault('INVALID_INPUT', 'nothing to compare with: reference', {
        at: { port: 'reference' },
        hint: 'connect a reference table, or the model whose training it is compared with',
      })
    const scores = features.flatMap(({ name }) => [scoreOf(name), `drift.${name}`])
    const all = ['share', 'drifted', 'alarms', 'features'].map((name) => `drift.${name}`)
    return { report: { type: 'report', metrics: ['driftShare', 'driftedFeatures', 'features', ...all, ...scores] } }
  },
  example: { params: {}, inputs: { current: 'penguins', model: 'penguinModel' } },
})
