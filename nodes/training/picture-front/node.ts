import { z } from 'zod'
import { defineNode } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import { model } from '#pipeline/ports/index.ts'

const params = z.object({
  columns: z
    .string()
    .default('pixel {row} {column}')
    .refine(
      (pattern) => pattern.includes('{row}') && pattern.includes('{column}'),
      'must have {row} and {column} in it',
    )
    .meta({ title: 'Columns', description: 'How the columns of the pixels are called, counted from 0.' }),
  height: z.int().min(1).max(1024).default(8).meta({ title: 'Height', description: 'Rows of pixels.' }),
  width: z.int().min(1).max(1024).default(8).meta({ title: 'Width', description: 'Pixels in a row.' }),
  levels: z
    .int()
    .min(1)
    .max(255)
    .default(255)
    .meta({ title: 'Levels', description: 'The largest value of a pixel in the columns; the smallest is 0.' }),
  ink: z
    .enum(['dark', 'light'])
    .default('dark')
    .meta({ title: 'Large values are', description: 'Dark, as ink on paper, or light, as on a screen.' }),
})

export default defineNode({
  kind: 'training.picture-front',
  version: 2,
  title: 'Take pictures',
  doc: `Lets a model that learnt from pixels in columns be asked with pictures. A caller sends any picture; it is made grey and as small as the model
sees it, and each pixel becomes its column, inside the model's own graph.

Nothing is learnt here and nothing is answered anew: rows of the training table are drawn as pictures, and the model must answer those exactly as it
answered the rows. Put it after Evaluate, which wants the columns.`,
  params,
  inputs: { model: model('A model whose columns are all pixels.') },
  outputs: { model: model('The same model, asked with a picture.') },
  summary: ({ height, width }) => `${width} × ${height} pixels`,
  python: 'run.py',
  infer: ({ params, inputs }) => {
    const pixels = new Set(pixelColumns(params))
    const other = inputs.model.inputs.find(({ name }) => !pixels.has(name))
    if (other)
      throw new Fault('INVALID_GRAPH', `not a pixel: ${other.name}`, {
        at: { param: 'columns', column: other.name },
        hint: 'say how the columns of the pixels are called, and how many there are; leave others out of training',
      })
    return { model: { ...inputs.model, inputs: [{ name: 'image', type: 'image' }] } }
  },
  example: { params: { levels: 16 }, inputs: { model: 'digitModel' } },
})

const pixelColumns = ({ columns, height, width }: z.output<typeof params>): string[] =>
  Array.from({ length: height * width }, (_, place) =>
    columns.replaceAll('{row}', String(Math.floor(place / width))).replaceAll('{column}', String(place % width)),
  )
