import { fieldsOf } from '../onnx/fields.ts'
import { bytes as bytesField, joined, message, text } from '../onnx/write.ts'

/** The same graph answering other tensors of its own. Numbers of fields: onnx/onnx.proto of the ONNX project. */
export function answeringInstead(file: Uint8Array, tensors: readonly string[]): Uint8Array {
  const model = fieldsOf(file)
  const graph = model.findLast(({ number }) => number === 7)?.value as Uint8Array
  const kept = fieldsOf(graph).filter(({ number }) => number !== 12)
  const outputs = tensors.map((name) => bytesField(12, text(1, name)))
  const rest = model.filter(({ number }) => number !== 7).map(({ raw }) => raw)
  return joined([...rest, message(7, [...kept.map(({ raw }) => raw), ...outputs])])
}
