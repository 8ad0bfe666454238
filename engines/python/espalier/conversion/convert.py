"""Ways to convert a model, the most exact first; the first that answers as the model does is taken."""

import json
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import onnx
from onnx import ModelProto, TensorProto, helper

from espalier import graphs, running
from espalier.conversion import general, heads, transforms
from espalier.conversion.precise_trees import PreciseEnsemble
from espalier.conversion.rows import Column, Rows
from espalier.conversion.unconvertible import Unconvertible
from espalier.estimators.trees import Ensemble
from espalier.graphs import Nodes
from espalier.merging import unlike

TOLERANCE = 1e-5


@dataclass(frozen=True)
class Converted:
    proto: ModelProto
    task: str
    """`classification` or `regression`."""
    classes: list[str] | None
    output: str
    columns: list[Column]
    parity: dict[str, float] | None
    seconds: float

    @property
    def corrections(self) -> dict[str, Any]:
        told = [{"name": column.name, "type": column.family} for column in self.columns]
        if self.task == "regression":
            return {"task": self.task, "columns": told, "outputs": {"prediction": self.output}}
        scores = {"outputs": {"scores": self.output}, "scores": "probabilities"}
        return {"task": self.task, "columns": told, "classes": self.classes, **scores}


def convert(model: Any, rows: Rows, *, tolerance: float = TOLERANCE) -> Converted:
    """The ONNX of a fitted model over these columns. `parity` says how far its answers for the rows lie from the model's own,
    relative to their size beyond 1: the caller decides what is too far. Faults: Unconvertible."""
    start = time.monotonic()
    model = unwrapped(model)
    classes = _classes(model)
    expected = native(model, rows) if len(rows) else None
    why: Unconvertible | None = None
    best: tuple[float, ModelProto, str] | None = None
    for way in _ways(model, rows.columns, len(classes or [])):
        try:
            proto, output = way()
            difference = measured(proto, output, rows, expected) if expected is not None else 0.0
        except Exception as error:  # a converter that fails in its own way is one that does not know the model
            why = _reason(model, error) if why is None or heads.NONE in why.reason else why
            continue
        if best is None or difference < best[0]:
            best = difference, proto, output
        if difference <= tolerance:
            break
    if best is None:
        raise why or Unconvertible(f"no converter for {type(model).__name__}")
    difference, proto, output = best
    parity = None if expected is None else {"rows": len(rows), "maxDifference": difference, "tolerance": tolerance}
    task = "regression" if classes is None else "classification"
    return Converted(proto, task, classes, output, rows.columns, parity, time.monotonic() - start)


def _reason(model: Any, error: Exception) -> Unconvertible:
    told = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
    return error if isinstance(error, Unconvertible) else Unconvertible(f"no converter for {type(model).__name__}: {told}")


def unwrapped(model: Any) -> Any:
    """The model that a search found."""
    return unwrapped(model.best_estimator_) if hasattr(model, "best_estimator_") else model


def native(model: Any, rows: Rows) -> np.ndarray:
    """What the model itself answers: probabilities `[n, k]`, or numbers `[n, 1]`."""
    module = type(model).__module__.split(".")[0]
    if type(model).__name__ == "Booster":
        given = rows.native
        if module == "xgboost":
            import xgboost

            given = xgboost.DMatrix(given)
        answers = np.asarray(model.predict(given))
        return _as_two(answers) if _classes(model) is not None and answers.ndim == 1 else _tall(answers)
    if _classes(model) is None:
        return _tall(np.asarray(model.predict(rows.native), np.float64))
    if hasattr(model, "predict_proba"):
        return np.asarray(model.predict_proba(rows.native), np.float64)
    last = model.steps[-1][1] if type(model).__name__ == "Pipeline" else model
    soft = "let it tell them: voting='soft'"
    other = "use CalibratedClassifierCV around it, or probability=True where it has that"
    raise Unconvertible(f"{type(last).__name__} tells no probabilities", soft if getattr(last, "voting", "") == "hard" else other)


def measured(proto: ModelProto, output: str, rows: Rows, expected: np.ndarray) -> float:
    """The largest difference; infinite where one of both is no number."""
    answers = np.asarray(running.ask(proto, output, rows.values), np.float64)
    if answers.size != expected.size:
        raise Unconvertible(f"the converted model answers {answers.shape[1:]} a row, not {expected.shape[1:]}")
    differences = np.abs(answers.reshape(expected.shape) - expected) / np.maximum(1, np.abs(expected))
    same = np.isnan(answers.reshape(expected.shape)) & np.isnan(expected)
    worst = float(np.where(same, 0, differences).max(initial=0.0))
    return math.inf if math.isnan(worst) else worst


def _ways(model: Any, columns: list[Column], classes: int) -> Iterator[Callable[[], tuple[ModelProto, str]]]:
    *before, last = [one for _, one in model.steps] if type(model).__name__ == "Pipeline" else [model]
    for trees in (Ensemble, PreciseEnsemble):
        yield lambda trees=trees: _composed(before, columns, lambda width: heads.of(last, trees), classes)
    for element in ("double", "float"):
        yield lambda element=element: _composed(before, columns, lambda width: _foreign(last, width, element), classes)


def _composed(
    before: list[Any], columns: list[Column], head: Callable[[int], heads.Head], classes: int
) -> tuple[ModelProto, str]:
    names = {column.name for column in columns}
    nodes = Nodes(unlike("espalier", names))
    parts = [transforms.Part(column.name, 1, column.family == "text", column.name) for column in columns]
    for step in before:
        parts = transforms.apply(nodes, step, parts)
    tensor = head(transforms.width(parts))(nodes, transforms.matrix(nodes, parts))
    output = unlike("answer", names)
    nodes.nodes.append(helper.make_node("Cast", [tensor], [output], to=TensorProto.DOUBLE))
    made = helper.make_tensor_value_info(output, TensorProto.DOUBLE, [None, max(classes, 1)])
    inputs = [graphs.value_info(column.name, column.family, 1) for column in columns]
    proto = graphs.model(helper.make_graph(nodes.nodes, "espalier", inputs, [made], nodes.constants))
    onnx.checker.check_model(proto)
    return proto, output


def _foreign(model: Any, width: int, element: str) -> heads.Head:
    """Another converter's graph, put into ours."""
    made = general.convert(model, width, element).graph

    def head(nodes: Nodes, x: str) -> str:
        graph = onnx.compose.add_prefix_graph(made, nodes.constant(np.int64(0)))
        nodes.nodes.append(
            helper.make_node("Cast", [x], [graph.input[0].name], to=graph.input[0].type.tensor_type.elem_type)
        )
        nodes.nodes += graph.node
        nodes.constants += graph.initializer
        return _answer(graph)

    return head


def _answer(graph: onnx.GraphProto) -> str:
    """Probabilities, or the only output."""
    floats = [one.name for one in graph.output if one.type.tensor_type.elem_type in (TensorProto.FLOAT, TensorProto.DOUBLE)]
    if len(floats) != 1:
        raise Unconvertible(f"the converter made {len(floats)} outputs of numbers, not one")
    return floats[0]


def _classes(model: Any) -> list[str] | None:
    """Names of classes; None for what predicts numbers."""
    model = model.steps[-1][1] if type(model).__name__ == "Pipeline" else model
    if hasattr(model, "classes_") and not _regresses(model):
        if isinstance(model.classes_, list):
            raise Unconvertible("several answers at once", "train a model for each of them")
        return [str(one) for one in model.classes_]
    if type(model).__name__ == "Booster":
        return _classes_of_booster(model)
    return None


def _regresses(model: Any) -> bool:
    return getattr(model, "_estimator_type", None) == "regressor"


def _classes_of_booster(model: Any) -> list[str] | None:
    if type(model).__module__.startswith("xgboost"):
        learner = json.loads(model.save_config())["learner"]
        objective, count = learner["objective"]["name"], int(learner["learner_model_param"]["num_class"])
        if objective == "multi:softmax":
            raise Unconvertible("XGBoost with multi:softmax tells no probabilities", "train it with objective=multi:softprob")
    else:
        dump = model.dump_model(num_iteration=1)
        objective, count = dump["objective"].split()[0], dump["num_class"]
    if objective in ("binary", "binary:logistic"):
        return ["0", "1"]
    return [str(place) for place in range(count)] if objective in ("multiclass", "multi:softprob") else None


def _tall(answers: np.ndarray) -> np.ndarray:
    return answers.reshape(len(answers), -1).astype(np.float64)


def _as_two(answers: np.ndarray) -> np.ndarray:
    return np.column_stack([1 - answers, answers]).astype(np.float64)
