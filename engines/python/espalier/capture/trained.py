"""The model of a notebook: found, converted, proven, or why not."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from espalier.client.faults import ApiFault
from espalier.conversion.unconvertible import Unconvertible
from espalier.capture import found
from espalier.capture.hidden import Warned
from espalier.capture.session import Cell

TOLERANCE = 1e-5
PROVEN_ROWS = 5_000
DESCRIBED_ROWS = 100_000
EXAMPLES = 5
BACKGROUND = 100
MOST_OPAQUE = 512 << 20


@dataclass
class Trained:
    """`told`: as the platform takes it, None where there is nothing to register; then `refused` says why."""

    name: str
    kind: str
    told: dict[str, Any] | None = None
    files: dict[str, bytes] = field(default_factory=dict)
    parity: dict[str, Any] | None = None
    refused: dict[str, Any] | None = None
    rows: str | None = None
    warnings: list[Warned] = field(default_factory=list)


def find(space: Mapping[str, Any], cells: Sequence[Cell], given: Any) -> tuple[str, Any, list[Warned]] | None:
    """The model to push, by its variable's name."""
    known = found.models(space, cells)
    if given is not None:
        name = next((name for name, value in space.items() if value is given and not name.startswith("_")), "model")
        return name, given, []
    if not known:
        return None
    (name, model), *others = known
    if not others:
        return name, model, []
    listed = ", ".join(other for other, _ in others[:5])
    told = Warned("model", f"several models are fitted, and the last one was taken: {name}, not {listed}", "name it: push(model=…)")
    return name, model, [told]


def prepare(
    variable: str, model: Any, space: Mapping[str, Any], *, name: str, validation: Any, tolerance: float, kept: str
) -> Trained:
    """Converts it and proves that it answers the same. Nothing here may keep the rest of a push back."""
    made = Trained(variable, f"{type(model).__module__.split('.')[0]}.{type(model).__name__}")
    try:
        _convert(made, model, space, name, validation, tolerance, kept)
    except Unconvertible as error:
        made.refused = {"code": "BAD_DATA", "message": error.reason, "hint": error.hint}
    except ApiFault as fault:
        made.refused = fault.data
    except MemoryError:
        made.refused = {"code": "LIMIT", "message": "out of memory while converting the model", "hint": "push it from a larger kernel"}
    except Exception as error:
        told = (str(error).strip() or "no reason given").splitlines()[0][:300]
        hint = "export it yourself, and push(model=the path of the ONNX file)"
        made.refused = {"code": "BAD_DATA", "message": f"could not be converted: {type(error).__name__}: {told}", "hint": hint}
    if made.told is None and "model/model.onnx" not in made.files:
        made.files |= opaque(model, made)
    return made


def _convert(made: Trained, model: Any, space: Mapping[str, Any], name: str, validation: Any, tolerance: float, kept: str) -> None:
    if isinstance(model, str | bytes) or hasattr(model, "SerializeToString"):
        return _as_given(made, model, name, validation)
    chosen = ("validation", validation[0] if isinstance(validation, tuple) else validation) if validation is not None else None
    chosen = chosen or found.validation_rows(space, model)
    if chosen is None:
        raise ApiFault("INVALID_INPUT", "no rows to try the model on were found", hint="name them: push(validation=X_test)")
    made.rows, frame = chosen
    seen = found.validation_rows(space, model, found.TRAIN) or chosen
    prove(made, model, frame, seen[1], name=name, target=_target(space, made.rows), tolerance=tolerance, kept=kept)
    if made.told:
        made.told |= spread(_answers(space, validation, *seen), made.told)


def prove(
    made: Trained, model: Any, frame: Any, seen: Any, *, name: str, target: str | None, tolerance: float = TOLERANCE, kept: str = ""
) -> None:
    """The model as ONNX that answers for the rows of `frame` as it does, described by the rows of `seen`.

    Faults: Unconvertible; BAD_DATA where answers differ by more than `tolerance`, `kept` says what becomes of the rest.
    """
    from espalier.conversion import convert, neural, rows

    names = found.feature_names(model) if hasattr(frame, "columns") else None
    if names is not None and not set(names) <= {str(one) for one in getattr(frame, "columns", names)}:
        names = None
    if made.kind.split(".")[0] in ("torch", "keras", "tensorflow") or found._is_a(model, "torch.nn", "Module"):
        proven = neural.convert(model, frame, tolerance=tolerance)
    else:
        proven = convert.convert(model, rows.of(frame, names, PROVEN_ROWS), tolerance=tolerance)
    made.files["model/model.onnx"] = proven.proto.SerializeToString(deterministic=True)
    made.parity = proven.parity and {**proven.parity, "maxDifference": _finite(proven.parity["maxDifference"])}
    if proven.parity and not proven.parity["maxDifference"] <= tolerance:
        raise ApiFault(
            "BAD_DATA",
            f"the converted model answers differently than the trained one, by {proven.parity['maxDifference']:.3g} of {made.rows}",
            hint=f"{kept}scale large numbers, or allow more: tolerance=…",
        )
    corrections = proven.corrections
    if target:
        corrections["target"] = target
    made.told = {"name": name, "file": "model/model.onnx", "corrections": corrections, "parity": made.parity}
    if proven.columns:
        _describe(made.told, seen, names, proven.columns, rows)


def _describe(told: dict[str, Any], frame: Any, names: list[str] | None, columns: Sequence[Any], rows: Any) -> None:
    """What the columns were in training, and rows to show and to explain answers with."""
    import pyarrow as pa

    from espalier import signature, tables

    seen = rows.of(frame, names, DESCRIBED_ROWS)
    every = np.ones(len(seen), bool)
    inputs = []
    for column in columns:
        values = seen.values[column.name]
        if column.family == "text":
            array = pa.array([None if value == tables.MISSING_TEXT else value for value in values], pa.string())
        else:
            array = pa.array(values, from_pandas=True)
        described = signature.describe(column, array, every)
        inputs.append(_with_true_range(described, frame, column.name))
    spread = np.linspace(0, len(seen) - 1, min(len(seen), BACKGROUND)).astype(np.int64) if len(seen) else np.array([], np.int64)
    sent = rows.as_sent(seen.take(spread))
    told["inputs"] = inputs
    told["background"] = sent
    told["examples"] = sent[:: max(1, len(sent) // EXAMPLES)][:EXAMPLES]
    told["corrections"]["columns"] = [
        {**column, **({"optional": True} if one["missing"] > 0 else {})}
        for column, one in zip(told["corrections"]["columns"], inputs)
    ]


def _with_true_range(described: dict[str, Any], frame: Any, name: str) -> dict[str, Any]:
    """The ends of a sample are not the ends of the column."""
    if "range" not in described or not hasattr(frame, "columns") or len(frame) <= DESCRIBED_ROWS:
        return described
    low, high = float(frame[name].min()), float(frame[name].max())
    return {**described, "range": [low, high]} if np.isfinite([low, high]).all() else described


def _as_given(made: Trained, model: Any, name: str, validation: Any) -> None:
    """An ONNX file that somebody exported; the platform's gate looks at it."""
    if isinstance(model, str):
        with open(model, "rb") as file:
            model = file.read()
    made.files["model/model.onnx"] = model if isinstance(model, bytes) else model.SerializeToString()
    answers = validation[1] if isinstance(validation, tuple) and len(validation) > 1 else None
    made.told = {"name": name, "file": "model/model.onnx"}
    made.told |= spread(answers, made.told)


def opaque(model: Any, made: Trained) -> dict[str, bytes]:
    """The model as its own library or Python keeps it: never loaded by the platform."""
    held = io.BytesIO()
    try:
        if found._is_a(model, "torch.nn", "Module"):
            import torch

            torch.save(model.state_dict(), held)
            return {"model/model.pt": held.getvalue()}
        if type(model).__name__ == "Booster" and hasattr(model, "model_to_string"):
            return {"model/model.txt": model.model_to_string().encode()}
        import pickle

        pickle.dump(model, _Limited(held, MOST_OPAQUE), protocol=5)
        return {"model/model.pkl": held.getvalue()}
    except Exception as error:
        made.warnings.append(Warned("model", f"the model could not be kept as a file either: {type(error).__name__}: {str(error)[:200]}"))
        return {}


class _Limited:
    def __init__(self, out: io.BytesIO, most: int) -> None:
        self.out, self.most = out, most

    def write(self, bytes: Any) -> int:
        if self.out.tell() + len(bytes) > self.most:
            raise ValueError(f"larger than {self.most >> 20} MB")
        return self.out.write(bytes)


def _target(space: Mapping[str, Any], rows: str | None) -> str | None:
    """What is predicted, where the notebook's rows of answers have a name."""
    pairs = [rows.replace("X", "y").replace("x", "y")] if rows else []
    for name in [*pairs, "y_test", "y_train", "y"]:
        called = getattr(space.get(name), "name", None)
        if isinstance(called, str) and called:
            return called
    return None


def _answers(space: Mapping[str, Any], validation: Any, rows: str, frame: Any) -> Any:
    """To these rows, where the notebook has them by their usual name, or told them; None where there are none."""
    if rows == "validation":
        return validation[1] if isinstance(validation, tuple) and len(validation) > 1 else None
    answers = space.get(rows.replace("X", "y").replace("x", "y"))
    return answers if hasattr(answers, "__len__") and answers is not frame and len(answers) == len(frame) else None


def spread(answers: Any, told: Mapping[str, Any]) -> dict[str, Any]:
    """How the numbers to predict lay in training; nothing of classes, nor where the answers are not known."""
    from espalier import signature

    if answers is None or told.get("corrections", {}).get("task") == "classification":
        return {}
    try:
        found = signature.spread(np.asarray(answers, np.float64).reshape(-1))
    except (TypeError, ValueError):
        return {}
    return {"target": found} if found else {}


def _finite(value: float) -> float:
    return value if np.isfinite(value) else 1e308
