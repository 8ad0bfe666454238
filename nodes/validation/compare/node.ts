import { z } from 'zod'
import { columnOf } from '#pipeline/columns.ts'
import { defineNode } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import { columnNames } from '#pipeline/params.ts'
import { model, report, table } from '#pipeline/ports/index.ts'
import { comparedMetrics, comparisonMetrics, metricTitles } from '../metrics.ts'

export default defineNode({
  kind: 'validation.compare',
  version: 2,
  title: 'Compare',
  doc: `Holds a challenger against the champion on the same test rows: who is better, by how much, and how sure that is. Both are asked as callers ask them, with raw rows.

The gain is positive where the challenger is better, also for errors and losses. Its interval is a paired bootstrap: rows are drawn again 2,000 times, and each time both are
measured on the same ones (Efron and Tibshirani 1993). *Better* means that the interval lies above 0 and the gain is at least what counts; *worse* the same below;
everything else is *no difference*.

The same is done for parts of the rows: each category, each quarter of a number, rows without a value. A model that is better in all may be worse for some; since
of many parts some are worse by chance, their p-values are adjusted after Benjamini and Hochberg. A Gate after it asks for the gain, the lower end of its interval, or the number of slices that
got worse.`,
  params: z.object({
    metric: z
      .enum(['auto', ...comparedMetrics])
      .default('auto')
      .meta({ title: 'Figure', description: 'By itself: accuracy for classes, root mean squared error for numbers.' }),
    minEffect: z.number().min(0).default(0).meta({
      title: 'What counts',
      description: 'A gain smaller than this is no difference, however sure it is.',
    }),
    confidence: z.number().min(0.5).max(0.999).default(0.95).meta({ title: 'Confidence' }),
    slices: columnNames({ of: 'rows' })
      .default([])
      .meta({ title: 'Slices', description: 'Columns whose parts are compared; empty: what the model is asked for.' }),
    sliceRows: z.number().int().min(2).default(30).meta({
      title: 'Rows of a slice',
      description: 'A part with fewer rows says too little and is left out.',
    }),
  }),
  inputs: {
    champion: model('The model that answers now.'),
    challenger: model('The model that wants to take its place.'),
    rows: table('Rows with the target, as the challenger was trained on.'),
  },
  outputs: { report: report('Who is better, by how much, how sure, and for whom.') },
  summary: ({ metric, minEffect }) =>
    [
      metric === 'auto' ? 'champion against challenger' : metricTitles[metric],
      ...(minEffect ? [`${minEffect} counts`] : []),
    ].join(', '),
  python: 'run.py',
  infer: ({ params, inputs: { champion, challenger, rows } }) => {
    if (champion.task !== challenger.task || champion.target !== challenger.target)
      throw new Fault('BAD_DATA', `the two foretell different things: ${champion.target} and ${challenger.target}`, {
        at: { port: 'champion' },
        hint: 'compare models of the same target',
      })
    const raw = rows.raw ?? rows.columns
    const asked = [...champion.inputs, ...challenger.inputs, { name: challenger.target }]
    const missing = [...asked.map(({ name }) => name), ...params.slices].find((name) => !columnOf(raw, name))
    if (missing !== undefined)
      throw new Fault('BAD_DATA', `missing column: ${missing}`, {
        at: { port: 'rows', column: missing },
        hint: 'give it rows with the columns that both models are asked for',
      })
    return { report: { type: 'report', metrics: [...comparisonMetrics] } }
  },
  example: {
    params: { sliceRows: 5 },
    inputs: { champion: 'registeredPenguinModel', challenger: 'penguinModel', rows: 'splitPenguins' },
  },
})
