import { Fault } from '#pipeline/fault.ts'

/** Operators that ONNX Runtime has built in. */
const builtIn = new Set(['', 'ai.onnx', 'ai.onnx.ml', 'com.microsoft'])

/** The newest of each that the engine is released for, and the oldest that it still promises to run. */
const released: Record<string, [oldest: number, newest: number]> = {
  '': [7, 26],
  'ai.onnx': [7, 26],
  'ai.onnx.ml': [1, 5],
  'com.microsoft': [1, 1],
}

/** Built in, but they load files, call Python, or run loops of their own. */
const refused =
  /^(EPContext|PythonOp|PythonOpGrad|ATen|TorchEmbedding|.*(BeamSearch|GreedySearch|Sampling).*|.*Grad|Recv|Send|ImageDecoder)$/

export function checkDomain(name: string): void {
  if (!builtIn.has(name))
    throw new Fault('BAD_DATA', `the model needs operators that are not built in: ${name.slice(0, 100)}`, {
      hint: 'export it with the standard operators only',
    })
}

export function checkOpset(domain: string, version: number): void {
  checkDomain(domain)
  const [oldest, newest] = released[domain] ?? [1, 1]
  if (version < oldest)
    throw new Fault('BAD_DATA', `the model is too old: operators ${domain || 'ai.onnx'} of version ${version}`, {
      hint: `export it anew, or raise it with onnx.version_converter; ${oldest} is the oldest that runs`,
    })
  if (version > newest)
    throw new Fault('BAD_DATA', `the model is too new: operators ${domain || 'ai.onnx'} of version ${version}`, {
      hint: `export it with ${domain === 'ai.onnx.ml' ? "target_opset={'ai.onnx.ml': " : 'target opset '}${newest}${
        domain === 'ai.onnx.ml' ? '}' : ''
      } or below`,
    })
}

export function checkOperator(operator: string): void {
  if (refused.test(operator))
    throw new Fault('BAD_DATA', `the model has an operator that is not run here: ${operator}`, {
      hint: 'export the part that answers one row, without generation, training or code of its own',
    })
}
