"""Models into a notebook, asked by ONNX Runtime; and out of one, as ONNX."""

import json
import os
from pathlib import Path

import numpy as np

from espalier import tables
from espalier.faults import Fault

SHOWN = 5
OPSET = 18


class Model:
    """A model that came in: `predict(frame)` gives labels or numbers, `probabilities(frame)` a column a class."""

    def __init__(self, value):
        self.path, self.signature, self.metrics = value["path"], value["signature"], value["metrics"]

    def predict(self, frame):
        outputs = self.signature["outputs"]
        return self._ask(frame, outputs.get("label") or outputs["prediction"])

    def probabilities(self, frame):
        return self._ask(frame, self.signature["outputs"]["probabilities"])

    def _ask(self, frame, output):
        import onnx

        from espalier import running

        values = {column["name"]: _raw(frame, column) for column in self.signature["inputs"]}
        return running.ask(onnx.load(self.path), output, values)


def _raw(frame, column):
    name = column["name"]
    if name not in frame:
        raise Fault("BAD_DATA", f"the model asks for a column that is not there: {name}", column=name)
    if column["type"] == "text":
        return np.array([tables.MISSING_TEXT if each is None or each != each else str(each) for each in frame[name]], dtype=object)
    return np.asarray(frame[name], dtype=np.float64)


def converted(model, rows, target):
    """`(bytes, description)`. Faults: BAD_DATA for what cannot be converted, INVALID_INPUT without the rows that converting needs."""
    if isinstance(model, (str, os.PathLike)):
        return Path(model).read_bytes(), {"corrections": _said(target)}
    if hasattr(model, "SerializeToString"):
        return model.SerializeToString(), {"corrections": _said(target)}
    if rows is None:
        raise Fault("INVALID_INPUT", "rows are needed to convert a model: give some that it was fitted on", param="rows")
    import pandas as pd

    frame = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(rows)
    proto = _onnx(model, frame)
    classes = getattr(model, "classes_", None)
    said = {**_said(target), "task": "regression" if classes is None else "classification", "columns": [str(name) for name in frame.columns]}
    if classes is not None:
        said["classes"] = [str(each) for each in classes]
    return proto.SerializeToString(), {"corrections": said, "examples": json.loads(frame.head(SHOWN).to_json(orient="records"))}


def _said(target):
    return {"target": str(target)} if target else {}


def _onnx(model, frame):
    try:
        from skl2onnx import to_onnx
        from skl2onnx.common.data_types import DoubleTensorType, FloatTensorType, Int64TensorType, StringTensorType
    except ImportError as error:
        raise Fault("BAD_DATA", "scikit-learn models are converted by skl2onnx, which is not installed", hint="pip install skl2onnx") from error
    kinds = {"f": DoubleTensorType, "i": Int64TensorType, "u": Int64TensorType, "b": Int64TensorType}
    by_column = any(hasattr(model, name) for name in ("steps", "transformers_"))
    types = (
        [(str(name), kinds.get(frame[name].dtype.kind, StringTensorType)([None, 1])) for name in frame.columns]
        if by_column
        else [("X", FloatTensorType([None, frame.shape[1]]))]
    )
    options = {id(model): {"zipmap": False}} if hasattr(model, "classes_") else None
    try:
        return to_onnx(model, initial_types=types, options=options, target_opset=OPSET)
    except Exception as error:
        line = str(error).split("\n", 1)[0][:300]
        raise Fault("BAD_DATA", f"{type(model).__name__} cannot be converted to ONNX: {line}", hint="give it as an ONNX file") from error


def write(made, path):
    data, described = made
    path.with_suffix(".onnx").write_bytes(data)
    path.with_suffix(".json").write_text(json.dumps(described), "utf-8")
