import { Fault } from '#pipeline/fault.ts'
import type { Corrections } from '#pipeline/ports/corrections.ts'
import type { Picture } from '#pipeline/ports/model.ts'
import type { Dimension, Value } from '../onnx/read.ts'
import type { Remark } from './gated.ts'
import { limits } from './limits.ts'
import type { InputPlan, Planned } from './plan.ts'

type Told = NonNullable<Corrections['image']>
type Layout = 'nchw' | 'nhwc'

const isChannels = (size: Dimension | undefined): size is 1 | 3 => size === 1 || size === 3
const size = (dimension: Dimension | undefined) =>
  typeof dimension === 'number' && dimension > 0 ? dimension : undefined

/** Four dimensions of which one is the channels. */
export const looksLikePicture = ({ kind, element, shape }: Value): boolean =>
  kind === 'tensor' && element !== 'string' && shape?.length === 4

/** A picture in, from a tensor of 4 dimensions, of 3 (grey), or of 2 (pixels as columns). Faults: INVALID_INPUT. */
export function planPicture(input: Value, told: Told): Planned<InputPlan[]> {
  const { name, element = 'float', shape = [] } = input
  const remarks: Remark[] = []
  const layout = told.layout ?? (isChannels(size(shape[3])) && !isChannels(size(shape[1])) ? 'nhwc' : 'nchw')
  const { height, width, channels } = measured(input, layout, told)
  if (height * width * channels > limits.valuesPerRow)
    throw new Fault('LIMIT', `the picture is too large: ${width} × ${height}`)
  const ways = { 4: layout, 3: 'grey', 2: 'columns' } as const
  const way = ways[shape.length as keyof typeof ways]
  const isByte = element === 'uint8'
  const scale = told.scale ?? (isByte ? 255 : 1)
  if (!isByte && told.scale === undefined)
    remarks.push({ text: 'The file does not say what pixel values it wants: 0 to 1 is assumed.', assumed: true })
  if (shape.length === 4)
    remarks.push({
      text: `It takes a picture of ${width} × ${height}, ${channels === 1 ? 'grey' : 'in colour'}, ${layout === 'nchw' ? 'channels first' : 'channels last'}.`,
      assumed: !isChannels(size(shape[layout === 'nchw' ? 1 : 3])),
    })
  for (const values of [told.mean, told.std])
    if (values && values.length !== channels)
      throw new Fault('INVALID_INPUT', `one number for each of ${channels} channels is wanted, not ${values.length}`, {
        at: { param: 'image' },
      })
  const wanted = {
    layout: way === 'grey' ? layout : way,
    element,
    scale,
    ...(told.mean && { mean: told.mean }),
    ...(told.std && { std: told.std }),
  } satisfies Picture['wanted']
  const picture = { height, width, channels, wanted }
  const fixed = size(shape[0])
  const plan = {
    kind: 'picture',
    name,
    element,
    fixedRows: fixed,
    picture,
    shape: way,
    input: { name: 'image', type: 'image', missing: 0, picture },
  } as const
  return { plan: [plan], remarks }
}

function measured(
  { name, shape = [] }: Value,
  layout: Layout,
  told: Told,
): Pick<Picture, 'height' | 'width' | 'channels'> {
  const rank = shape.length
  if (rank < 2 || rank > 4)
    throw new Fault('BAD_DATA', `not of a picture's shape: ${name} has ${rank} dimensions`, {
      hint: 'export it with a batch of pictures as its input',
    })
  const places = { 4: layout === 'nchw' ? [2, 3, 1] : [1, 2, 3], 3: [1, 2, -1], 2: [-1, -1, -1] }[rank] as [
    number,
    number,
    number,
  ]
  const said = places.map((place) => size(shape[place]))
  const height = agreed('height', told.height, said[0])
  const width = agreed('width', told.width, said[1])
  const channels = agreed('channels', told.channels, said[2] ?? (rank === 3 ? 1 : undefined))
  if (!isChannels(channels))
    throw new Fault('BAD_DATA', `a picture has 1 channel or 3, not ${channels}`, {
      at: { param: 'image' },
      hint: 'say its layout, if the file has it in another order',
    })
  const pixels = size(shape[1])
  if (rank === 2 && pixels !== undefined && pixels !== height * width * channels)
    throw new Fault(
      'INVALID_INPUT',
      `the model takes ${pixels} values, but a picture of ${width} × ${height} × ${channels} has ${height * width * channels}`,
      { at: { param: 'image' } },
    )
  return { height, width, channels }
}

function agreed(what: string, told: number | undefined, said: number | undefined): number {
  if (told !== undefined && said !== undefined && told !== said)
    throw new Fault('INVALID_INPUT', `the file says another ${what}: ${said}`, { at: { param: 'image' } })
  const value = told ?? said
  if (value === undefined)
    throw new Fault('INVALID_INPUT', `the file does not say the picture's ${what}`, {
      at: { param: 'image' },
      hint: `say image.${what}`,
    })
  return value
}
