import { z } from 'zod'
import { defineNode } from '#pipeline/define-node.ts'
import { table } from '#pipeline/ports/index.ts'
import { samples } from './samples.ts'

export default defineNode({
  kind: 'etl.load-sample',
  version: 1,
  title: 'Load sample',
  doc: `Loads a small table that comes with scikit-learn, so that nothing has to be uploaded to try things out.

- **digits**: 1,797 handwritten digits, each a picture of 8 × 8 pixels from 0 (paper) to 16 (ink), one column a pixel, row by row;
- **iris**: 150 flowers of three species by four lengths;
- **wine**: 178 wines of three growers by thirteen measurements.`,
  params: z.object({
    sample: z.enum(['digits', 'iris', 'wine']).default('digits').meta({ title: 'Sample' }),
  }),
  inputs: {},
  outputs: { rows: table('The table.') },
  summary: ({ sample }) => sample,
  python: 'run.py',
  infer: ({ params: { sample } }) => ({ rows: { type: 'table', columns: samples[sample] } }),
  example: { params: { sample: 'digits' }, inputs: {} },
})
