import { z } from 'zod'
import { defineNode } from '#pipeline/define-node.ts'
import { model, report, table } from '#pipeline/ports/index.ts'
import { alarmsOf } from '#pipeline/ports/watch.ts'
import { chunks } from '../chunks.ts'

const titles = { adwin: 'ADWIN', ddm: 'DDM', 'page-hinkley': 'Page–Hinkley', all: 'all three' } as const

export default defineNode({
  kind: 'monitor.concept-drift',
  version: 2,
  title: 'Concept drift',
  doc: `Says whether, and since when, answers are wrong more often than before: what follows from the inputs has changed, even where the inputs have not. It goes
through the errors of labelled rows in the order in which they were asked.

- **ADWIN** (Bifet and Gavaldà 2007): a window that grows while all is even, and drops its older part when the means of two parts differ by more than chance allows;
- **DDM** (Gama et al. 2004): the rate of wrong answers lies three deviations above the lowest there was; quick, and sometimes rash on its first hundred rows;
- **Page–Hinkley** (Page 1954): errors above their mean add up; for slow changes.

They find what those of the library river find. When a change began is where one change of the mean fits best. An alarm is a last change to the worse.`,
  params: z.object({
    method: z.enum(['adwin', 'ddm', 'page-hinkley', 'all']).default('adwin').meta({ title: 'Detector' }),
    chunks: chunks(),
  }),
  inputs: {
    current: table('Predictions, with labels where they are known.'),
    model: model('The model that answered.'),
  },
  outputs: { report: report('Changes that were found, and when the last began.') },
  summary: ({ method }) => titles[method],
  python: 'run.py',
  infer: ({ params: { method }, inputs: { model } }) => {
    const all = (['adwin', 'ddm', 'page-hinkley'] as const).filter((one) => method === 'all' || one === method)
    const able = all.filter((one) => one !== 'ddm' || model.task === 'classification')
    const names = ['concept.error', ...able.map((one) => `concept.${one}`)]
    return { report: { type: 'report', metrics: [alarmsOf('concept'), ...names] } }
  },
  example: { params: {}, inputs: { current: 'penguins', model: 'penguinModel' } },
})
