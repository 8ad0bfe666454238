import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Signature } from '#pipeline/ports/model.ts'

const source = `
import sys
from onnx import TensorProto, helper, save
from onnx.helper import make_node as node, make_tensor as tensor, make_tensor_value_info as value

def write(name, nodes, inputs, outputs, constants=(), domain='ai.onnx.ml', extra=()):
    graph = helper.make_graph(nodes, 'test', inputs, outputs, list(constants))
    opsets = [helper.make_opsetid('', 17), helper.make_opsetid(domain, 3), *extra]
    save(helper.make_model(graph, opset_imports=opsets, ir_version=8), f'{sys.argv[1]}/{name}.onnx')

mass = value('mass', TensorProto.DOUBLE, [None, 1])
island = value('island', TensorProto.STRING, [None, 1])
known = tensor('known', TensorProto.DOUBLE, [1], [100.0])
fitted = [
    node('IsNaN', ['mass'], ['gap']),
    node('Where', ['gap', 'known', 'mass'], ['filled']),
    node('Cast', ['filled'], ['number'], to=TensorProto.FLOAT),
    node('LabelEncoder', ['island'], ['code'], domain='ai.onnx.ml', keys_strings=['Dream', 'Biscoe'], values_floats=[1.0, 2.0], default_float=0.0),
    node('Concat', ['number', 'code'], ['matrix'], axis=1),
]
for name, weight in (('classes', 0.01), ('classes-2', -0.01)):
    write(name, fitted + [
        node('MatMul', ['matrix', 'weights'], ['margin']),
        node('Mul', ['margin', 'nil'], ['zero_like']),
        node('Concat', ['margin', 'zero_like'], ['scores'], axis=1),
        node('Softmax', ['scores'], ['probabilities'], axis=1),
        node('ArgMax', ['probabilities'], ['best'], axis=1, keepdims=0),
        node('LabelEncoder', ['best'], ['label'], domain='ai.onnx.ml', keys_int64s=[0, 1], values_strings=['heavy', 'light']),
    ], [mass, island], [value('label', TensorProto.STRING, [None]), value('probabilities', TensorProto.FLOAT, [None, 2])],
    [known, tensor('weights', TensorProto.FLOAT, [2, 1], [weight, -1.0]), tensor('nil', TensorProto.FLOAT, [1], [0.0])])
write('number', [node('Add', ['mass', 'known'], ['sum']), node('Cast', ['sum'], ['prediction'], to=TensorProto.FLOAT)],
    [mass], [value('prediction', TensorProto.FLOAT, [None, 1])], [known])
write('custom', [node('Steal', ['mass'], ['out'], domain='evil.example')], [mass], [value('out', TensorProto.DOUBLE, [None, 1])], domain='evil.example')
write('future', [node('Identity', ['mass'], ['out'])], [mass], [value('out', TensorProto.DOUBLE, [None, 1])], extra=[helper.make_opsetid('ai.onnx', 9999)])
outside = tensor('known', TensorProto.DOUBLE, [1], [1.0])
outside.ClearField('double_data')
outside.data_location = TensorProto.EXTERNAL
outside.external_data.add(key='location', value='/etc/passwd')
write('external', [node('Add', ['mass', 'known'], ['out'])], [mass], [value('out', TensorProto.DOUBLE, [None, 1])], [outside])
`

export interface TestModels {
  /** Rows with `mass` (may be missing) and `island`: 'heavy' or 'light'. `classes-2` says the opposite of heavy things. */
  classes: string
  classes2: string
  /** `mass` plus 100. */
  number: string
  custom: string
  future: string
  external: string
}

/** Small ONNX files, made by the Python named by ESPALIER_PYTHON. */
export function testModels(): TestModels {
  const python = process.env.ESPALIER_PYTHON
  if (!python) throw new Error('ESPALIER_PYTHON must name a Python with what engines/python/requirements.txt lists')
  const folder = mkdtempSync(join(tmpdir(), 'espalier-models-'))
  execFileSync(python, ['-c', source, folder])
  const path = (name: string) => join(folder, `${name}.onnx`)
  return {
    classes: path('classes'),
    classes2: path('classes-2'),
    number: path('number'),
    custom: path('custom'),
    future: path('future'),
    external: path('external'),
  }
}

export const classesSignature: Signature = {
  task: 'classification',
  target: 'weight',
  inputs: [
    { name: 'mass', type: 'number', missing: 0.1, range: [0, 5000] },
    {
      name: 'island',
      type: 'text',
      missing: 0,
      categories: [
        { value: 'Dream', count: 2 },
        { value: 'Biscoe', count: 1 },
      ],
      categoryCount: 2,
    },
  ],
  classes: ['heavy', 'light'],
  outputs: { label: 'label', probabilities: 'probabilities' },
}

export const numberSignature: Signature = {
  task: 'regression',
  target: 'sum',
  inputs: [{ name: 'mass', type: 'number', missing: 0 }],
  outputs: { prediction: 'prediction' },
}
