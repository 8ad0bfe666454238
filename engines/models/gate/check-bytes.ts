import { Fault } from '#pipeline/fault.ts'
import { bitsOf } from '../onnx/elements.ts'
import { fieldsOf, integersOf, scan, textOf } from '../onnx/fields.ts'
import { checkDomain, checkOperator, checkOpset } from './domains.ts'
import { limits } from './limits.ts'
import { refuseOther } from './refuse-other.ts'

type Look = (value: number | Uint8Array) => void
/** Where in a message to look, by field number. Numbers: onnx/onnx.proto of the ONNX project. */
type Shape = { [field: number]: Shape | Look }

const external = () => {
  throw new Fault('BAD_DATA', 'the model keeps data in other files', {
    hint: 'save it as one file: onnx.save_model(model, path, save_as_external_data=False)',
  })
}
/** Functions that call functions may stand for any number of operators. */
function refuseFunctions(bytes: Uint8Array): void {
  if (fieldsOf(bytes, 25).length > 0)
    throw new Fault('BAD_DATA', 'the model defines functions of its own', {
      hint: 'inline them: onnx.inliner.inline_local_functions(model)',
    })
}

const tensor: Shape = { 13: external, 14: (location) => location === 1 && external() }
const checkTensor: Look = (bytes) => {
  if (typeof bytes === 'number') return
  const fields = []
  let held: number | undefined
  for (const field of fieldsOf(bytes)) {
    const look = tensor[field.number]
    if (typeof look === 'function') look(field.value)
    if (field.number === 9 && field.value instanceof Uint8Array) held = field.value.length
    if (field.number === 1 || field.number === 2) fields.push(field)
  }
  const element = Number(fields.findLast(({ number }) => number === 2)?.value ?? 0)
  const dimensions = integersOf(fields, 1)
  const size = Math.ceil((dimensions.reduce((product, size) => product * size, 1) * bitsOf(element)) / 8)
  const impossible = dimensions.some((one) => one < 0 || !Number.isSafeInteger(one)) || size > limits.bytes
  if (impossible || (held !== undefined && held !== size))
    throw new Fault('BAD_DATA', `a constant of the model is not of the size it says: [${dimensions.join(', ')}]`, {
      hint: 'the file is damaged; export it again',
    })
}

/** Faults of one file: made anew for each, because it counts. */
function lookAt(): Shape {
  let nodes = 0
  const count = () => {
    nodes += 1
    if (nodes > limits.nodes)
      throw new Fault('LIMIT', `the model has too many operators: more than ${limits.nodes}`, {
        hint: 'export a smaller model',
      })
  }
  const sparse: Shape = { 1: checkTensor, 2: checkTensor }
  const attribute: Shape = { 5: checkTensor, 10: checkTensor, 22: sparse, 23: sparse }
  const node: Shape = {
    4: (name) => {
      count()
      checkOperator(textOf(name))
    },
    5: attribute,
    7: (name) => checkDomain(textOf(name)),
  }
  const graph: Shape = { 1: node, 5: checkTensor, 15: sparse }
  attribute[6] = graph
  attribute[11] = graph
  const opset: Look = (bytes) => {
    if (typeof bytes === 'number') return
    const fields = fieldsOf(bytes)
    const version = fields.find(({ number }) => number === 2)?.value
    checkOpset(textOf(fields.find(({ number }) => number === 1)?.value), Number(version ?? 0))
  }
  return { 7: graph, 8: opset }
}

function walk(bytes: Uint8Array, shape: Shape, depth: number): void {
  if (depth > limits.depth)
    throw new Fault('BAD_DATA', `the model nests graphs too deep: ${limits.depth}`, {
      hint: 'export it without branches within branches',
    })
  scan(bytes, (number, value, from, to) => {
    const look = shape[number]
    if (typeof look === 'function') look(value ?? bytes.subarray(from, to))
    else if (look && value === undefined) walk(bytes.subarray(from, to), look, depth + 1)
  })
}

/**
 * Refuses bytes that are no ONNX file, that need anything besides themselves, or that say what cannot be. Nothing is
 * loaded. Faults: BAD_DATA, LIMIT.
 */
export function checkBytes(bytes: Uint8Array): void {
  refuseOther(bytes)
  orNotOnnx(() => {
    refuseFunctions(bytes)
    walk(bytes, lookAt(), 0)
  })
}

/** What reading bytes gives. Faults: BAD_DATA where they are not what they should be. */
export function orNotOnnx<Result>(read: () => Result): Result {
  try {
    return read()
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown
    throw new Fault('BAD_DATA', 'not an ONNX file, or one that is cut short', {
      hint: 'export it again, or upload it anew',
    })
  }
}
