import { Fault } from '#pipeline/fault.ts'
import { fieldsOf } from './protobuf.ts'

/** Operators that ONNX Runtime has built in. */
const builtIn = new Set(['', 'ai.onnx', 'ai.onnx.ml', 'com.microsoft'])
const deepest = 64

/** Where in a message to look, by field number: another message, or what makes the file one we do not run. */
type Shape = { [field: number]: Shape | ((value: number | Uint8Array) => void) }

const text = (value: number | Uint8Array) => (typeof value === 'number' ? '' : new TextDecoder().decode(value))

const external = () => {
  throw new Fault('BAD_DATA', 'the model keeps data in other files', {
    hint: 'save it as one file (onnx.save_model with save_as_external_data=False)',
  })
}
const domain = (value: number | Uint8Array) => {
  const name = text(value)
  if (!builtIn.has(name))
    throw new Fault('BAD_DATA', `the model needs operators that are not built in: ${name}`, {
      hint: 'export it with the standard operators only',
    })
}

// Numbers of fields: onnx/onnx.proto of the ONNX project.
const tensor: Shape = { 13: external, 14: (location) => location === 1 && external() }
const sparseTensor: Shape = { 1: tensor, 2: tensor }
const attribute: Shape = { 5: tensor, 10: tensor, 22: sparseTensor, 23: sparseTensor }
const node: Shape = { 5: attribute, 7: domain }
const graph: Shape = { 1: node, 5: tensor, 15: sparseTensor }
attribute[6] = graph
attribute[11] = graph
const opset: Shape = { 1: domain }
const model: Shape = { 7: graph, 8: opset, 25: { 7: node, 9: opset } }

const walk = (bytes: Uint8Array, shape: Shape, depth: number): void => {
  if (depth > deepest) throw new Fault('BAD_DATA', `the model nests graphs too deep: ${deepest}`)
  for (const { number, value } of fieldsOf(bytes)) {
    const look = shape[number]
    if (typeof look === 'function') look(value)
    else if (look && typeof value !== 'number') walk(value, look, depth + 1)
  }
}

/** Refuses ONNX bytes that need anything besides themselves: data in other files, operators from libraries. Faults: BAD_DATA. */
export function refuseForeign(bytes: Uint8Array): void {
  try {
    walk(bytes, model, 0)
  } catch (thrown) {
    if (thrown instanceof RangeError) throw new Fault('BAD_DATA', 'not an ONNX file')
    throw thrown
  }
}
