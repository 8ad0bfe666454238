import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const source = `
import sys
from onnx import TensorProto, helper, save
from onnx.helper import make_node as node, make_tensor as tensor, make_tensor_value_info as value

FLOAT, INT64, BOOL = TensorProto.FLOAT, TensorProto.INT64, TensorProto.BOOL
x, y = value('x', FLOAT, [None, 2]), value('y', FLOAT, [None, None])

def write(name, nodes, constants=(), outputs=(y,), inputs=(x,), opset=17, domains=(), functions=(), ir=8):
    graph = helper.make_graph(list(nodes), 'test', list(inputs), list(outputs), list(constants))
    opsets = [helper.make_opsetid('', opset), *(helper.make_opsetid(domain, 1) for domain in domains)]
    save(helper.make_model(graph, opset_imports=opsets, ir_version=ir, functions=list(functions)), f'{sys.argv[1]}/{name}.onnx')

def numbers(name, *values):
    return tensor(name, INT64, [len(values)], values)

write('custom', [node('Steal', ['x'], ['y'], domain='evil.example')], domains=['evil.example'])
write('undeclared', [node('Steal', ['x'], ['y'], domain='evil.example')])
write('engine-context', [node('EPContext', ['x'], ['y'], domain='com.microsoft', ep_cache_context='/etc/passwd', embed_mode=0)], domains=['com.microsoft'])
write('future', [node('Identity', ['x'], ['y'])], opset=99)
write('past', [node('Identity', ['x'], ['y'])], opset=1)
write('new-format', [node('Identity', ['x'], ['y'])], ir=99)
outside = tensor('known', FLOAT, [1], [1.0])
outside.ClearField('float_data')
outside.data_location = TensorProto.EXTERNAL
outside.external_data.add(key='location', value='/etc/passwd')
write('external', [node('Add', ['x', 'known'], ['y'])], [outside])
inside = node('Constant', [], ['known'])
inside.attribute.add(name='value', type=4).t.CopyFrom(outside)
write('external-attribute', [inside, node('Add', ['x', 'known'], ['y'])])
giant = tensor('known', FLOAT, [1], [1.0])
giant.ClearField('dims')
giant.dims.extend([100_000, 250_000])
write('giant-constant', [node('Add', ['x', 'known'], ['y'])], [giant])

# Work alone says how large the result is: nothing that is sent, so trying it tells.
write('giant-shape', [node('ConstantOfShape', ['size'], ['big']), node('ReduceSum', ['big'], ['sum'], keepdims=0), node('Add', ['x', 'sum'], ['y'])], [numbers('size', 25_000_000_000)])
write('giant-expand', [node('Expand', ['x', 'size'], ['big']), node('ReduceSum', ['big', 'axes'], ['y'], keepdims=0)], [numbers('size', 2_000_000_000, 1, 2), numbers('axes', 0, 1)])
write('giant-tile', [node('Tile', ['x', 'size'], ['big']), node('ReduceSum', ['big', 'axes'], ['y'])], [numbers('size', 1, 20_000_000_000), numbers('axes', 1)])
write('cubic', [node('Shape', ['x'], ['shape']), node('Gather', ['shape', 'nil'], ['rows']), node('Mul', ['rows', 'many'], ['all']), node('Concat', ['all', 'all'], ['size'], axis=0), node('ConstantOfShape', ['size'], ['big']), node('ReduceMax', ['big'], ['most'], keepdims=0), node('Add', ['x', 'most'], ['sum']), node('ReduceSum', ['sum', 'axes'], ['y'])], [numbers('nil', 0), numbers('many', 100), numbers('axes', 1)])

# What is sent says it.
write('sent-shape', [node('Cast', ['x'], ['whole'], to=INT64), node('ReduceMax', ['whole'], ['most'], keepdims=0), node('Reshape', ['most', 'one'], ['size']), node('ConstantOfShape', ['size'], ['big']), node('ReduceSum', ['big'], ['sum'], keepdims=0), node('Add', ['x', 'sum'], ['y'])], [numbers('one', 1)])
write('sent-range', [node('ReduceMax', ['x'], ['most'], keepdims=0), node('Range', ['from', 'most', 'step'], ['all']), node('ReduceSum', ['all'], ['sum'], keepdims=0), node('Add', ['x', 'sum'], ['y'])], [tensor('from', FLOAT, [], [0.0]), tensor('step', FLOAT, [], [1.0])])
write('sent-count', [node('NonZero', ['x'], ['places']), node('Shape', ['places'], ['count']), node('Expand', ['x', 'count'], ['y'])])
write('drawn-shape', [node('RandomUniform', [], ['chance'], shape=[1], high=9e9), node('Cast', ['chance'], ['size'], to=INT64), node('ConstantOfShape', ['size'], ['big']), node('ReduceSum', ['big'], ['sum'], keepdims=0), node('Add', ['x', 'sum'], ['y'])])
body = lambda ends: helper.make_graph([*ends, node('Identity', ['held'], ['kept'])], 'round', [value('i', INT64, []), value('on', BOOL, []), value('held', FLOAT, [None, 2])], [value('again', BOOL, []), value('kept', FLOAT, [None, 2])])
write('endless-loop', [node('Loop', ['', 'yes', 'x'], ['y'], body=body([node('Identity', ['on'], ['again'])]))], [tensor('yes', BOOL, [], [True])])
write('long-loop', [node('Loop', ['rounds', 'yes', 'x'], ['y'], body=body([node('Identity', ['on'], ['again'])]))], [tensor('yes', BOOL, [], [True]), tensor('rounds', INT64, [], [10 ** 15])])
write('sent-loop', [node('Cast', ['x'], ['whole'], to=INT64), node('ReduceMax', ['whole'], ['rounds'], keepdims=0), node('Loop', ['rounds', 'yes', 'x'], ['y'], body=body([node('Identity', ['on'], ['again'])]))], [tensor('yes', BOOL, [], [True])])
write('sent-end', [node('Loop', ['', 'yes', 'x'], ['y'], body=body([node('ReduceMax', ['held'], ['most'], keepdims=0), node('Greater', ['most', 'nil'], ['again'])]))], [tensor('yes', BOOL, [], [True]), tensor('nil', FLOAT, [], [0.0])])
branch = lambda name: helper.make_graph([node('Identity', ['x'], [name])], name, [], [value(name, FLOAT, None)])
write('sent-branch', [node('ReduceMax', ['x'], ['most'], keepdims=0), node('Greater', ['most', 'nil'], ['which']), node('If', ['which'], ['y'], then_branch=branch('a'), else_branch=branch('b'))], [tensor('nil', FLOAT, [], [0.0])])
doubled = helper.make_function('own', 'Twice', ['a'], ['b'], [node('Add', ['a', 'a'], ['b'])], [helper.make_opsetid('', 17)])
write('functions', [node('Twice', ['x'], ['y'], domain='own')], domains=['own'], functions=[doubled])

deep = [node('Identity', ['x'], ['inner'])]
for level in range(25):
    nested = lambda name: helper.make_graph(deep, name, [], [value('inner', FLOAT, None)])
    deep = [node('If', ['yes'], ['inner'], then_branch=nested('a'), else_branch=helper.make_graph([node('Identity', ['x'], ['inner'])], 'b', [], [value('inner', FLOAT, None)]))]
write('deep', [*deep, node('Identity', ['inner'], ['y'])], [tensor('yes', BOOL, [], [True])])

# Not hostile: shapes that follow the rows, names that are ours, a loop of a fixed length.
total = helper.make_graph([node('Add', ['held', 'held'], ['kept']), node('Identity', ['on'], ['again'])], 'round', [value('i', INT64, []), value('on', BOOL, []), value('held', FLOAT, [None, 2])], [value('again', BOOL, []), value('kept', FLOAT, [None, 2])])
write('names', [node('Loop', ['rounds', 'yes', 'x'], ['label'], body=total), node('ReduceSum', ['label', 'x0'], ['prediction'])], [tensor('yes', BOOL, [], [True]), tensor('rounds', INT64, [], [3]), numbers('x0', 1)], outputs=[value('prediction', FLOAT, [None, 1])])
write('shape-of-rows', [node('Shape', ['x'], ['shape']), node('ConstantOfShape', ['shape'], ['nil']), node('Add', ['x', 'nil'], ['sum']), node('ReduceSum', ['sum', 'axes'], ['y'])], [numbers('axes', 1)])
write('open-width', [node('ReduceSum', ['x', 'axes'], ['y'])], [numbers('axes', 1)], inputs=[value('x', FLOAT, [None, None])])
write('eight-rows', [node('ReduceSum', ['x', 'axes'], ['y'])], [numbers('axes', 1)], inputs=[value('x', FLOAT, [8, 2])])
`

/** A folder of ONNX files that want more than they should, by name, made by the Python named by ESPALIER_PYTHON. */
export function hostileFiles(): (name: string) => string {
  const python = process.env.ESPALIER_PYTHON
  if (!python) throw new Error('ESPALIER_PYTHON must name a Python with what engines/python/requirements.txt lists')
  const folder = mkdtempSync(join(tmpdir(), 'espalier-hostile-'))
  execFileSync(python, ['-c', source, folder])
  return (name) => join(folder, `${name}.onnx`)
}
