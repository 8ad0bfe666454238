import { z } from 'zod'
import { damaged, type Forest, untranslated } from './forest.ts'
import { readLightgbm } from './read-lightgbm.ts'
import { unzip } from './unzip.ts'

const said = z.object({ content: z.string() })
const parts = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.object({ content: z.object({ content: z.object(shape) }) })

/** How skops writes LightGBM's models for scikit-learn: attributes as a tree, the trees as LightGBM's text, arrays beside it. */
const saved = parts({
  _Booster: parts({ _handle: said, best_iteration: said.optional() }),
  _classes: z
    .union([z.object({ file: z.string() }), z.object({ content: z.array(said) })])
    .optional()
    .catch(undefined),
}).extend({ __module__: z.string() })

export interface Named {
  forest: Forest
  classes: string[] | undefined
}

/** LightGBM's trees from what skops saved. Only text and arrays are read, no object is made. Faults: BAD_DATA. */
export function readSkops(bytes: Uint8Array): Named | undefined {
  const file = unzip(bytes)
  const schema = file('schema.json')
  if (!schema) return undefined
  const written: unknown = JSON.parse(new TextDecoder().decode(schema))
  const read = saved.safeParse(written)
  const by = z.object({ __module__: z.string() }).safeParse(written).data?.__module__ ?? 'an unknown library'
  if (!read.success || !by.startsWith('lightgbm'))
    throw untranslated(`a model of ${by}`, 'convert it where it was trained: skl2onnx.to_onnx(model, X[:1])')
  const { _Booster, _classes } = read.data.content.content
  const { _handle, best_iteration } = _Booster.content.content
  const whole = readLightgbm(z.string().parse(JSON.parse(_handle.content)))
  const best = Number(best_iteration?.content ?? 0)
  const forest = best > 0 ? { ...whole, trees: whole.trees.slice(0, best * whole.start.length) } : whole
  if (forest.task === 'regression' || !_classes) return { forest, classes: undefined }
  const classes =
    'file' in _classes
      ? namesIn(file(_classes.file))
      : _classes.content.map(({ content }) => textOf(JSON.parse(content)))
  return { forest, classes }
}

/** As Python writes it. */
const textOf = (value: unknown): string => (typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value))

/** Values of NumPy's array of one dimension. Source: numpy.org/doc/stable/reference/generated/numpy.lib.format.html. */
function namesIn(bytes: Uint8Array | undefined): string[] {
  if (!bytes) throw damaged('its classes are missing')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [begin, length] = bytes[6] === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)]
  const head = new TextDecoder('latin1').decode(bytes.subarray(begin, begin + length))
  const from = begin + length
  const [, kind = '', width = '1'] = /'descr': '[<|]([a-zA-Z])(\d+)'/.exec(head) ?? []
  const size = Number(width) * (kind === 'U' ? 4 : 1)
  return Array.from({ length: Math.floor((bytes.length - from) / size) }, (_, place) =>
    nameAt(view, from + size * place, `${kind}${kind === 'U' ? '' : width}`, size),
  )
}

function nameAt(view: DataView, at: number, type: string, size: number): string {
  switch (type) {
    case 'i8':
      return String(view.getBigInt64(at, true))
    case 'i4':
      return String(view.getInt32(at, true))
    case 'f8':
      return String(view.getFloat64(at, true))
    case 'b1':
      return textOf(view.getUint8(at) === 1)
    case 'U':
      return Array.from({ length: size / 4 }, (_, place) => view.getUint32(at + 4 * place, true))
        .filter((code) => code > 0)
        .map((code) => String.fromCodePoint(code))
        .join('')
    default:
      throw untranslated(`classes of NumPy’s type ${type}`, 'train it with classes of text')
  }
}
