import { scan, textOf } from '../onnx/fields.ts'
import { bytes as bytesField, joined } from '../onnx/write.ts'

type Change = (bytes: Uint8Array) => Uint8Array

const encoder = new TextEncoder()

/** What does not change is taken over in one piece, however many fields it has. */
function mapped(bytes: Uint8Array, changes: Record<number, Change>): Uint8Array {
  const parts: Uint8Array[] = []
  let kept = 0
  scan(bytes, (number, value, from, to, start) => {
    const change = changes[number]
    if (!change || value !== undefined) return
    parts.push(bytes.subarray(kept, start), bytesField(number, change(bytes.subarray(from, to))))
    kept = to
  })
  return kept === 0 ? bytes : joined([...parts, bytes.subarray(kept)])
}

/** How to give tensors other names, also within the graphs that nodes hold. Numbers of fields: onnx/onnx.proto. */
export function renaming(names: ReadonlyMap<string, string>) {
  const name: Change = (bytes) => encoder.encode(names.get(textOf(bytes)) ?? textOf(bytes))
  const value: Change = (bytes) => mapped(bytes, { 1: name })
  const tensor: Change = (bytes) => mapped(bytes, { 8: name })
  const sparse: Change = (bytes) => mapped(bytes, { 1: tensor })
  const graph: Change = (bytes) => mapped(bytes, { 1: node, 5: tensor, 11: value, 12: value, 13: value, 15: sparse })
  const attribute: Change = (bytes) => mapped(bytes, { 6: graph, 11: graph })
  const node: Change = (bytes) => mapped(bytes, { 1: name, 2: name, 5: attribute })
  return { node, tensor, sparse }
}

/** A whole model, every tensor of it changed, also those within nodes and the graphs that they hold. */
export function changingTensors(model: Uint8Array, tensor: Change): Uint8Array {
  const sparse: Change = (bytes) => mapped(bytes, { 1: tensor, 2: tensor })
  const graph: Change = (bytes) => mapped(bytes, { 1: node, 5: tensor, 15: sparse })
  const attribute: Change = (bytes) =>
    mapped(bytes, { 5: tensor, 6: graph, 10: tensor, 11: graph, 22: sparse, 23: sparse })
  const node: Change = (bytes) => mapped(bytes, { 5: attribute })
  return mapped(model, { 7: graph })
}
