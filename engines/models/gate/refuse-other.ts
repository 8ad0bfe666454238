import { Fault } from '#pipeline/fault.ts'

const toOnnx = 'convert it where it was trained, and import the ONNX file:'

/** What people send in place of ONNX, by its first bytes. */
const others: { starts: number[]; what: string; hint: string }[] = [
  ...[2, 3, 4, 5].map((version) => ({
    starts: [0x80, version],
    what: 'a pickle, which is code and is never loaded',
    hint: `${toOnnx} skl2onnx.to_onnx(model, X[:1]) for scikit-learn`,
  })),
  {
    starts: [0x50, 0x4b, 3, 4],
    what: 'a zip archive, as PyTorch and Keras save theirs',
    hint: `${toOnnx} torch.onnx.export(model, (x,), 'model.onnx') or model.export('model.onnx', format='onnx')`,
  },
  {
    starts: [0x89, 0x48, 0x44, 0x46],
    what: 'an HDF5 file, as Keras once saved its models',
    hint: `${toOnnx} model.export('model.onnx', format='onnx')`,
  },
  { starts: [0x1f, 0x8b], what: 'compressed with gzip', hint: 'unpack it first' },
  {
    starts: [0x78, 0x9c],
    what: 'compressed, as joblib does with pickles',
    hint: `${toOnnx} skl2onnx.to_onnx(model, X[:1])`,
  },
  { starts: [0x7b], what: 'JSON, and no whole model of XGBoost', hint: 'save the model again, or upload it anew' },
  {
    starts: [...Buffer.from('tree\n')],
    what: 'LightGBM’s own text',
    hint: `${toOnnx} onnxmltools.convert_lightgbm(model)`,
  },
]

/** Faults: BAD_DATA for what is plainly something else. */
export function refuseOther(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new Fault('BAD_DATA', 'the file is empty', { hint: 'choose another file' })
  const other = others.find(({ starts }) => starts.every((byte, index) => bytes[index] === byte))
  if (other) throw new Fault('BAD_DATA', `not an ONNX file: ${other.what}`, { hint: other.hint })
}
