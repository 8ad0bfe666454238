"""scikit-learn's usual transformers, written into ONNX in double precision, as scikit-learn computes them.

General converters know several of them only for float32, or not for text with missing values.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from onnx import TensorProto

from espalier.conversion.unconvertible import Unconvertible
from espalier.graphs import Nodes
from espalier.tables import MISSING_TEXT


@dataclass(frozen=True)
class Part:
    """A tensor `[n, width]` of doubles or of text, and the columns that it has, where they still have names."""

    tensor: str
    width: int
    text: bool = False
    name: Any = None


def apply(nodes: Nodes, step: Any, parts: list[Part]) -> list[Part]:
    """What a fitted transformer makes of columns. Faults: Unconvertible."""
    if step is None or step == "passthrough":
        return parts
    kind = type(step).__name__
    if not type(step).__module__.startswith("sklearn.") or kind not in WRITERS:
        raise Unconvertible(f"no converter for {kind}")
    return WRITERS[kind](nodes, step, parts)


def matrix(nodes: Nodes, parts: list[Part]) -> str:
    """All columns as one tensor of doubles."""
    if any(part.text for part in parts):
        raise Unconvertible("text goes into the model as it is", "encode it first, for instance with OneHotEncoder")
    return parts[0].tensor if len(parts) == 1 else nodes.node("Concat", *(part.tensor for part in parts), axis=1)


def width(parts: list[Part]) -> int:
    return sum(part.width for part in parts)


def _one(nodes: Nodes, parts: list[Part], made: Callable[[str], str]) -> list[Part]:
    return [Part(made(matrix(nodes, parts)), width(parts))]


def _pipeline(nodes: Nodes, step: Any, parts: list[Part]) -> list[Part]:
    for _, one in step.steps:
        parts = apply(nodes, one, parts)
    return parts


def _columns(nodes: Nodes, step: Any, parts: list[Part]) -> list[Part]:
    if any(part.width != 1 for part in parts):
        raise Unconvertible("a ColumnTransformer after another step", "make one ColumnTransformer of all that goes by column")
    made = []
    for _, one, chosen in step.transformers_:
        if isinstance(one, str) and one == "drop":
            continue
        wanted = _chosen(parts, chosen)
        if wanted:
            made += apply(nodes, one, wanted)
    return made


def _chosen(parts: list[Part], chosen: Any) -> list[Part]:
    if isinstance(chosen, str | int | np.integer):
        chosen = [chosen]
    if isinstance(chosen, slice):
        return parts[chosen]
    chosen = list(chosen)
    if chosen and all(isinstance(one, bool | np.bool_) for one in chosen):
        return [part for part, wanted in zip(parts, chosen) if wanted]
    named = {part.name: part for part in parts}
    return [parts[one] if isinstance(one, int | np.integer) else named[one] for one in chosen]


def _union(nodes: Nodes, step: Any, parts: list[Part]) -> list[Part]:
    if step.transformer_weights:
        raise Unconvertible("FeatureUnion with weights")
    return [part for _, one in step.transformer_list if one != "drop" for part in apply(nodes, one, parts)]


def _imputer(nodes: Nodes, step: Any, parts: list[Part]) -> list[Part]:
    if step.add_indicator or any(part.width != 1 for part in parts):
        raise Unconvertible("SimpleImputer with add_indicator, or after a step that widens")
    if not _is_missing(step.missing_values):
        raise Unconvertible(f"SimpleImputer of another missing value than NaN: {step.missing_values!r}")
    made = []
    for part, value in zip(parts, step.statistics_):
        if _is_missing(value):
            if not step.keep_empty_features:
                continue
            value = 0.0
        if part.text:
            missing = nodes.node("Equal", part.tensor, nodes.constant(np.array([MISSING_TEXT])))
            filled = nodes.constant(np.array([str(value)]))
        else:
            missing, filled = nodes.node("IsNaN", part.tensor), nodes.constant(np.float64(value))
        made.append(Part(nodes.node("Where", missing, filled, part.tensor), 1, part.text, part.name))
    return made


def _affine(shift: str | None, scale: str | None) -> Callable[[Nodes, Any, list[Part]], list[Part]]:
    """`(x - shift) / scale`, each an attribute, or None where it was switched off."""

    def write(nodes: Nodes, step: Any, parts: list[Part]) -> list[Part]:
        tensor = matrix(nodes, parts)
        for operator, name in (("Sub", shift), ("Div", scale)):
            values = getattr(step, name, None) if name else None
            if values is not None:
                tensor = nodes.node(operator, tensor, nodes.constant(np.asarray(values, np.float64)))
        return [Part(tensor, width(parts))]

    return write


def _min_max(nodes: Nodes, step: Any, parts: list[Part]) -> list[Part]:
    def scaled(tensor: str) -> str:
        tensor = nodes.node("Mul", tensor, nodes.constant(np.asarray(step.scale_, np.float64)))
        tensor = nodes.node("Add", tensor, nodes.constant(np.asarray(step.min_, np.float64)))
        if not step.clip:
            return tensor
        low, high = (nodes.constant(np.float64(value)) for value in step.feature_range)
        return nodes.node("Clip", tensor, low, high)

    return _one(nodes, parts, scaled)


def _one_hot(nodes: Nodes, step: Any, parts: list[Part]) -> list[Part]:
    if getattr(step, "_infrequent_enabled", False):
        raise Unconvertible("OneHotEncoder that joins infrequent categories", "join them in the frame, before the model")
    made = []
    for place, (part, categories) in enumerate(zip(_single(parts), step.categories_)):
        keep = np.ones(len(categories), bool)
        if step.drop_idx_ is not None and step.drop_idx_[place] is not None:
            keep[step.drop_idx_[place]] = False
        rows = np.eye(len(categories) + 1, len(categories), dtype=np.float64)[:, keep]
        codes = _codes(nodes, part, categories, len(categories))
        made.append(Part(nodes.node("Gather", nodes.constant(rows), codes, axis=0), int(keep.sum())))
    return made


def _ordinal(nodes: Nodes, step: Any, parts: list[Part]) -> list[Part]:
    if getattr(step, "_infrequent_enabled", False):
        raise Unconvertible("OrdinalEncoder that joins infrequent categories", "join them in the frame, before the model")
    unknown = step.unknown_value if step.unknown_value is not None else np.nan
    made = []
    for part, categories in zip(_single(parts), step.categories_):
        values = np.append(np.arange(len(categories), dtype=np.float64), np.float64(unknown))
        for index, category in enumerate(categories):
            if _is_missing(category):
                values[index] = np.float64(step.encoded_missing_value)
        codes = _codes(nodes, part, categories, len(categories))
        made.append(Part(nodes.node("Gather", nodes.constant(values[:, None]), codes, axis=0), 1))
    return made


def _codes(nodes: Nodes, part: Part, categories: Any, unknown: int) -> str:
    """The place of each row's category, `[n]`."""
    flat = nodes.constant(np.array([-1], np.int64))
    if part.text:
        keys = [MISSING_TEXT if _is_missing(one) else str(one) for one in categories]
        found = nodes.node(
            "LabelEncoder", part.tensor, keys_strings=keys, values_int64s=list(range(len(keys))), default_int64=unknown
        )
        return nodes.node("Reshape", found, flat)
    known = [None if _is_missing(one) else float(one) for one in categories]
    equal = nodes.node("Equal", part.tensor, nodes.constant(np.array([np.inf if v is None else v for v in known])[None]))
    if None in known:
        is_missing = nodes.node("IsNaN", part.tensor)
        at = np.array([value is None for value in known])[None]
        equal = nodes.node("Or", equal, nodes.node("And", is_missing, nodes.constant(at)))
    hit = nodes.node("Cast", equal, to=TensorProto.DOUBLE)
    # None at all is the place after the last.
    offsets = nodes.constant(np.arange(len(known), dtype=np.float64)[:, None] - unknown)
    place = nodes.node("Add", nodes.node("MatMul", hit, offsets), nodes.constant(np.float64(unknown)))
    return nodes.node("Reshape", nodes.node("Cast", place, to=TensorProto.INT64), flat)


def _single(parts: list[Part]) -> list[Part]:
    if any(part.width != 1 for part in parts):
        raise Unconvertible("an encoder after a step that widens", "encode columns in the ColumnTransformer itself")
    return parts


FUNCTIONS = {"log1p": ("Add", "Log"), "log": ("Log",), "sqrt": ("Sqrt",), "exp": ("Exp",), "abs": ("Abs",), "absolute": ("Abs",)}


def _function(nodes: Nodes, step: Any, parts: list[Part]) -> list[Part]:
    if step.func is None:
        return parts
    name = getattr(step.func, "__name__", "")
    if getattr(np, name, None) is not step.func or name not in FUNCTIONS or step.kw_args:
        raise Unconvertible(f"FunctionTransformer of {name or step.func!r}", "do it in the frame, before the model")
    one = np.float64(1)

    def computed(tensor: str) -> str:
        for operator in FUNCTIONS[name]:
            tensor = nodes.node(operator, tensor, *([nodes.constant(one)] if operator == "Add" else []))
        return tensor

    return _one(nodes, parts, computed)


def _components(nodes: Nodes, step: Any, parts: list[Part]) -> list[Part]:
    if getattr(step, "whiten", False):
        raise Unconvertible("PCA with whitening")
    tensor = matrix(nodes, parts)
    if getattr(step, "mean_", None) is not None:
        tensor = nodes.node("Sub", tensor, nodes.constant(np.asarray(step.mean_, np.float64)))
    turned = np.ascontiguousarray(step.components_.T, np.float64)
    return [Part(nodes.node("MatMul", tensor, nodes.constant(turned)), turned.shape[1])]


def _selected(nodes: Nodes, step: Any, parts: list[Part]) -> list[Part]:
    places = step.get_support(indices=True).astype(np.int64)
    return [Part(nodes.node("Gather", matrix(nodes, parts), nodes.constant(places), axis=1), len(places))]


def _is_missing(value: Any) -> bool:
    return value is None or value != value or type(value).__name__ == "NAType"


WRITERS: dict[str, Callable[[Nodes, Any, list[Part]], list[Part]]] = {
    "ColumnTransformer": _columns,
    "FeatureUnion": _union,
    "FunctionTransformer": _function,
    "MaxAbsScaler": _affine(None, "scale_"),
    "MinMaxScaler": _min_max,
    "OneHotEncoder": _one_hot,
    "OrdinalEncoder": _ordinal,
    "PCA": _components,
    "Pipeline": _pipeline,
    "RobustScaler": _affine("center_", "scale_"),
    "SelectFromModel": _selected,
    "SelectKBest": _selected,
    "SelectPercentile": _selected,
    "SimpleImputer": _imputer,
    "StandardScaler": _affine("mean_", "scale_"),
    "TruncatedSVD": _components,
    "VarianceThreshold": _selected,
}
