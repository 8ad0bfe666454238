import { z } from 'zod'
import { columnOf, typeFamily } from '#pipeline/columns.ts'
import { defineNode } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import { model, report, table } from '#pipeline/ports/index.ts'
import { metricsOf } from '../metrics.ts'

export default defineNode({
  kind: 'validation.evaluate',
  version: 1,
  title: 'Evaluate',
  doc: `Measures how good a model is on the test rows, which it has not seen. The model is asked exactly as a caller will ask it: with raw rows, through its
stored graph.

For classes: accuracy beside that of always guessing the most frequent class, precision, recall, F1 (of the second class when there are two, else the
mean over classes), area under the ROC curve, log loss, a confusion matrix and ROC curves. For numbers: errors beside that of always guessing the
mean, R², a scatter plot and the residuals. Without a Split before it, all rows are used and the log says so.`,
  params: z.object({}),
  inputs: {
    model: model('The model to measure.'),
    rows: table('Rows with the target; before or after the feature steps.'),
  },
  outputs: { report: report('Figures, confusion matrix and curves.') },
  summary: () => 'on the test rows',
  python: 'run.py',
  infer: ({ inputs: { model, rows } }) => {
    const raw = rows.raw ?? rows.columns
    for (const { name, type } of [...model.inputs, { name: model.target, type: undefined }]) {
      const column = columnOf(raw, name)
      if (!column)
        throw new Fault('BAD_DATA', `missing column: ${name}`, {
          at: { port: 'rows', column: name },
          hint: 'give it the rows that the model was trained on, or rows with the same columns',
        })
      if (type && (typeFamily(type) === 'text') !== (typeFamily(column.type) === 'text'))
        throw new Fault('BAD_DATA', `the model wants ${type}, the table has ${column.type}: ${name}`, {
          at: { port: 'rows', column: name },
          hint: 'correct the type where the file is loaded',
        })
    }
    return { report: { type: 'report', metrics: [...metricsOf[model.task]] } }
  },
  example: { params: {}, inputs: { model: 'penguinModel', rows: 'splitPenguins' } },
})
