import { z } from 'zod'
import { defineNode } from '#pipeline/define-node.ts'
import { model, optional, report, table } from '#pipeline/ports/index.ts'
import { alarmsOf } from '#pipeline/ports/watch.ts'
import { chunks } from '../chunks.ts'

const metricsOf = {
  classification: ['accuracy', 'f1', 'rocAuc', 'logLoss', 'brier'],
  regression: ['rmse', 'mae', 'r2'],
} as const

export default defineNode({
  kind: 'monitor.performance',
  version: 2,
  title: 'Performance',
  doc: `Says how good answers turned out to be, from labels that came later, and how good they are expected to be where nobody knows yet. Labels are what Read
predictions has joined by the id of each prediction; how many rows have one is said first, for the figures are of these alone.

- **Classes**: accuracy, F1, area under the ROC curve, log loss and Brier score (over all classes); **numbers**: root mean squared error, mean absolute error and R².
- Each with a 95 % interval by bootstrap over rows, and over parts of the time.
- **Without labels** (CBPE, after NannyML; of classes): the figure that is to be expected if the probabilities are true chances. They are calibrated on a reference of
  200 labelled rows or more, where that helps. It holds only while the inputs change and not what follows from them: then only labels tell.

An alarm is a figure that is surely worse than its limit, that is, with all of its interval: a fixed one; else the mean of the figure over chunks of the reference, three
standard deviations to the worse; else what training promised, less a tolerance.`,
  params: z.object({
    chunks: chunks(),
    metric: z
      .enum([...metricsOf.classification, ...metricsOf.regression])
      .default('accuracy')
      .meta({ title: 'Figure', description: 'Which one the fixed limit is of.' }),
    limit: z.number().optional().meta({
      title: 'Limit',
      description: 'At least (accuracy, F1, area, R²), or at most (losses and errors). Empty: from the reference.',
    }),
    tolerance: z.number().min(0).max(1).default(0.05).meta({
      title: 'Tolerance',
      description:
        'How much worse than training promised is no alarm, without a reference; of errors twice this share.',
    }),
    estimate: z.boolean().default(true).meta({
      title: 'Alarm by estimate',
      description: 'An estimate without labels beyond the limits of the reference is an alarm, too.',
    }),
  }),
  inputs: {
    current: table('Predictions, with labels where they are known.'),
    model: model('The model that answered.'),
    reference: optional(table('Labelled rows of a time when all was well, such as its test rows.')),
  },
  outputs: { report: report('Each figure with its interval, its limits, and since when it is beyond them.') },
  summary: ({ limit, metric }) => (limit === undefined ? 'against the reference' : `${metric} ${limit}`),
  python: 'run.py',
  infer: ({ inputs: { model } }) => {
    const names = metricsOf[model.task].map((name) => `performance.${name}`)
    const estimated = model.task === 'classification' ? metricsOf[model.task] : []
    const guessed = estimated.map((name) => `performance.estimated.${name}`)
    return {
      report: { type: 'report', metrics: [alarmsOf('performance'), 'performance.coverage', ...names, ...guessed] },
    }
  },
  example: { params: {}, inputs: { current: 'penguins', model: 'penguinModel' } },
})
