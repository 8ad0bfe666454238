"""A chain of feature graphs and an estimator as one graph, from raw columns to predictions."""

import onnx
from onnx import TensorProto, helper

from espalier import graphs
from espalier.graphs import Nodes

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
    current = {name: name for name in names}
    for index, graph in enumerate(proto.graph for proto in chain):
        current |= _append(nodes, graph, current, f"{nodes.prefix}/{index}")
    floats = [nodes.node("Cast", current[name], to=TensorProto.FLOAT) for name in features]
    made = head(nodes, nodes.node("Concat", *floats, axis=1))
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


def _append(nodes, graph, current, prefix):
    """Adds what a graph does to columns that are in use; gives the tensors that now stand for them."""
    parts = {name: part for name, part in graphs.by_column(graph).items() if name in current}
    rename = lambda name: current[name] if name in parts else f"{prefix}/{name}"  # noqa: E731
    for constant in (constant for part in parts.values() for constant in part.constants):
        copy = onnx.TensorProto()
        copy.CopyFrom(constant)
        copy.name = rename(constant.name)
        nodes.constants.append(copy)
    for node in (node for part in parts.values() for node in part.nodes):
        copy = onnx.NodeProto()
        copy.CopyFrom(node)
        copy.input[:] = map(rename, node.input)
        copy.output[:] = map(rename, node.output)
        nodes.nodes.append(copy)
    return {name: rename(name + graphs.OUT) for name in parts}
