"""Row-wise ONNX graphs over columns: each maps a column to its new form. Input `c` becomes output `c` + `OUT`."""

from dataclasses import dataclass, field

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from espalier.tables import MISSING_TEXT

OPSETS = {"": 19, "ai.onnx.ml": 3}
# Like the stand-in for missing text, no column's name has this character.
OUT = MISSING_TEXT + "out"
ELEMENT = {"text": TensorProto.STRING, "number": TensorProto.DOUBLE, "vector": TensorProto.FLOAT}


def kind(family):
    """How a column of this family stands in a graph."""
    return "number" if family in ("integer", "boolean") else family


class Nodes:
    """ONNX nodes in the making, each with a fresh name under a prefix."""

    def __init__(self, prefix):
        self.prefix, self.nodes, self.constants, self.made = prefix, [], [], 0

    def constant(self, value):
        name = self._fresh()
        array = np.asarray(value)
        self.constants.append(
            helper.make_tensor(name, TensorProto.STRING, array.shape, [text.encode() for text in array.ravel()])
            if array.dtype.kind in "UO"
            else numpy_helper.from_array(array, name)
        )
        return name

    def node(self, operator, *inputs, **attributes):
        name = self._fresh()
        domain = "ai.onnx.ml" if operator in ("LabelEncoder", "TreeEnsembleRegressor") else ""
        self.nodes.append(helper.make_node(operator, inputs, [name], domain=domain, **attributes))
        return name

    def keep(self, constant):
        """A constant of another graph under a name of its own here."""
        copy = onnx.TensorProto()
        copy.CopyFrom(constant)
        copy.name = self._fresh()
        self.constants.append(copy)
        return copy.name

    def repeat(self, node, names):
        """A node of another graph. `names`: what stands for its tensors here; what it makes is added."""
        copy = onnx.NodeProto()
        copy.CopyFrom(node)
        names.update({name: self._fresh() for name in node.output})
        copy.input[:] = [names[name] for name in node.input]
        copy.output[:] = [names[name] for name in node.output]
        self.nodes.append(copy)

    def _fresh(self):
        self.made += 1
        return f"{self.prefix}{MISSING_TEXT}{self.made}"


class Piece(Nodes):
    """The part of a graph that maps one column."""

    def __init__(self, name, family):
        super().__init__(name)
        self.name = name
        self.input = value_info(name, family, 1)
        self.output = None

    def end(self, value, family, width=1):
        self.nodes.append(helper.make_node("Identity", [value], [self.name + OUT]))
        self.output = value_info(self.name + OUT, family, width)
        return self


def value_info(name, family, width):
    return helper.make_tensor_value_info(name, ELEMENT[kind(family)], [None, width])


def fill_number(name, value):
    piece = Piece(name, "number")
    missing = piece.node("IsNaN", name)
    return piece.end(piece.node("Where", missing, piece.constant(np.float64(value)), name), "number")


def fill_text(name, value):
    piece = Piece(name, "text")
    missing = piece.node("Equal", name, piece.constant(np.array([MISSING_TEXT])))
    return piece.end(piece.node("Where", missing, piece.constant(np.array([value])), name), "text")


def scale(name, centre, spread):
    piece = Piece(name, "number")
    moved = piece.node("Sub", name, piece.constant(np.float64(centre)))
    return piece.end(piece.node("Div", moved, piece.constant(np.float64(spread))), "number")


def ordinal(name, family, places, unknown):
    """Each category as one number; those not in `places` as `unknown`."""
    piece = Piece(name, family)
    return piece.end(_places(piece, family, places, float(unknown), "floats"), "vector")


def one_hot(name, family, categories):
    """Each category as a column of its own; any other as zeros."""
    piece = Piece(name, family)
    place = _places(piece, family, {value: index for index, value in enumerate(categories)}, len(categories), "int64s")
    flat = piece.node("Reshape", place, piece.constant(np.array([-1], np.int64)))
    rows = np.eye(len(categories) + 1, len(categories), dtype=np.float32)
    return piece.end(piece.node("Gather", piece.constant(rows), flat, axis=0), "vector", len(categories))


NO_INTEGER = np.iinfo(np.int64).min + 1


def _places(piece, family, places, unknown, values):
    default = {"default_float": unknown} if values == "floats" else {"default_int64": unknown}
    table = {f"values_{values}": list(places.values()), **default}
    if family == "text":
        keys = [MISSING_TEXT if key is None else key for key in places]
        return piece.node("LabelEncoder", piece.name, keys_strings=keys, **table)
    # NaN has no defined integer, so it is replaced before the cast.
    whole = piece.node(
        "Where", piece.node("IsNaN", piece.name), piece.constant(np.float64(NO_INTEGER)), piece.name
    )
    keys = [int(np.float64(NO_INTEGER)) if key is None else int(key) for key in places]
    return piece.node("LabelEncoder", piece.node("Cast", whole, to=TensorProto.INT64), keys_int64s=keys, **table)


def build(pieces):
    """One graph of independent columns; it may be empty."""
    graph = helper.make_graph(
        [node for piece in pieces for node in piece.nodes],
        "espalier",
        [piece.input for piece in pieces],
        [piece.output for piece in pieces],
        [constant for piece in pieces for constant in piece.constants],
    )
    return model(graph)


def model(graph):
    """The same graph always gives the same bytes: no producer, no dates."""
    opsets = [helper.make_opsetid(domain, version) for domain, version in OPSETS.items()]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="")


def save(proto, path):
    path.write_bytes(proto.SerializeToString(deterministic=True))


def load(path):
    return onnx.load_model_from_string(path.read_bytes())


@dataclass
class Part:
    """What a stored graph does to one column; `build` takes it as it takes a `Piece`."""

    input: onnx.ValueInfoProto
    output: onnx.ValueInfoProto
    nodes: list = field(default_factory=list)
    constants: list = field(default_factory=list)


def by_column(graph):
    """A feature graph as parts: each of its columns is independent of the others."""
    outputs = {column_of(value.name): value for value in graph.output}
    parts = {value.name: Part(value, outputs[value.name]) for value in graph.input}
    owner = {name: name for name in parts}
    for node in graph.node:
        column = next(owner[name] for name in node.input if name in owner)
        owner.update(dict.fromkeys([*node.input, *node.output], column))
        parts[column].nodes.append(node)
    for constant in graph.initializer:
        parts[owner[constant.name]].constants.append(constant)
    return parts


def column_of(output):
    return output[: -len(OUT)]
