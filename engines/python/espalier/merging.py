"""A chain of feature graphs and an estimator as one graph, from raw columns to predictions.

Columns to which the chain does the same, but for the numbers in it, are computed as one tensor: with thousands of columns
a graph of its own for each takes minutes to load.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from espalier import graphs
from espalier.graphs import Nodes

# What our pieces of number columns consist of: each place of the result depends on the same place of what goes in.
ELEMENTWISE = {"Div", "Identity", "IsNaN", "Sub", "Where"}
OUTPUTS = {
    "label": (TensorProto.STRING, lambda width: [None]),
    "probabilities": (TensorProto.FLOAT, lambda width: [None, width]),
    "prediction": (TensorProto.FLOAT, lambda width: [None, 1]),
}


def merge(raw, chain, features, head, width):
    """`(model, outputs)`. `raw`: the columns a caller sends; `chain`: feature graphs in order; `features`: column names in
    the order of the matrix; `head(nodes, matrix)` gives tensors by output; `width`: number of classes."""
    names = {column.name for column in raw}
    nodes = Nodes(unlike("espalier", names))
    paths = _paths(chain, features)
    blocks = [_block(nodes, columns, paths) for columns in _alike(features, paths)]
    matrix = nodes.node("Concat", *(block for block, _ in blocks), axis=1)
    matrix = _in_order(nodes, matrix, [place for _, places in blocks for place in places], features)
    made = head(nodes, matrix)
    outputs = {name: unlike(name, names) for name in made}
    nodes.nodes += [helper.make_node("Identity", [tensor], [outputs[name]]) for name, tensor in made.items()]
    described = [
        helper.make_tensor_value_info(outputs[name], element, shape(width))
        for name, (element, shape) in OUTPUTS.items()
        if name in made
    ]
    inputs = [graphs.value_info(column.name, column.family, 1) for column in raw]
    merged = graphs.model(helper.make_graph(nodes.nodes, "espalier", inputs, described, nodes.constants))
    onnx.checker.check_model(merged)
    return merged, outputs


def unlike(name, taken):
    """The name, lengthened until no column begins with it."""
    while any(other.startswith(name) for other in taken):
        name += "_"
    return name


def _paths(chain, features):
    """What the chain does to each column: its parts, first to last."""
    graphs_by_column = [graphs.by_column(proto.graph) for proto in chain]
    return {name: [parts[name] for parts in graphs_by_column if name in parts] for name in features}


def _alike(features, paths):
    """Columns in groups that can be computed as one tensor."""
    groups = {}
    for name in features:
        groups.setdefault(_shape(paths[name]) or name, []).append(name)
    return groups.values()


def _shape(parts):
    """Equal for columns whose parts differ in nothing but the numbers of their constants; None where one tensor cannot stand for many."""
    if any(part.input.type.tensor_type.elem_type != TensorProto.DOUBLE for part in parts):
        return None
    if any(node.op_type not in ELEMENTWISE for part in parts for node in part.nodes):
        return None
    if any(constant.data_type != TensorProto.DOUBLE or constant.dims for part in parts for constant in part.constants):
        return None
    return ("number", *map(_wiring, parts))


def _wiring(part):
    places = {}
    for name in (part.input.name, *(constant.name for constant in part.constants)):
        places[name] = len(places)
    return tuple(
        (node.op_type, *(places.setdefault(name, len(places)) for name in (*node.input, *node.output))) for node in part.nodes
    )


def _block(nodes, columns, paths):
    """Columns that are alike as one float tensor: `(its name, the feature of each of its places)`."""
    first, *others = columns
    tensor = nodes.node("Concat", *columns, axis=1) if others else first
    for place, part in enumerate(paths[first]):
        names = {part.input.name: tensor}
        for index, constant in enumerate(part.constants):
            same = [paths[column][place].constants[index] for column in columns]
            names[constant.name] = nodes.constant(np.array([*map(numpy_helper.to_array, same)])) if others else nodes.keep(constant)
        for node in part.nodes:
            if node.op_type == "Identity":
                names[node.output[0]] = names[node.input[0]]
            else:
                nodes.repeat(node, names)
        tensor = names[part.output.name]
    last = paths[first][-1].output.type.tensor_type if paths[first] else None
    if not last or last.elem_type != TensorProto.FLOAT:
        tensor = nodes.node("Cast", tensor, to=TensorProto.FLOAT)
    return tensor, columns if others else columns * last.shape.dim[1].dim_value if last else columns


def _in_order(nodes, matrix, places, features):
    """The matrix with its columns in the order of the features."""
    rank = {name: index for index, name in enumerate(features)}
    order = np.argsort([rank[name] for name in places], kind="stable")
    if (order == np.arange(len(places))).all():
        return matrix
    return nodes.node("Gather", matrix, nodes.constant(order.astype(np.int64)), axis=1)
