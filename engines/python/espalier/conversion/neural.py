"""PyTorch and Keras, by their own exporters."""

import math
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import onnx

from espalier import running
from espalier.conversion.convert import TOLERANCE, Converted
from espalier.conversion.rows import MOST_COLUMNS, Column
from espalier.conversion.unconvertible import Unconvertible

MOST_ROWS = 256


def convert(model: Any, given: Any, *, tolerance: float = TOLERANCE) -> Converted:
    """From the rows, or pictures, that it takes as one tensor. What its answers are, the platform finds out or asks."""
    start = time.monotonic()
    rows = np.ascontiguousarray(np.asarray(given)[:MOST_ROWS], np.float32)
    torch_like = any(one.__module__.startswith("torch.nn") for one in type(model).__mro__)
    proto, expected = (_torch if torch_like else _keras)(model, rows)
    session = running.session(proto)
    (answers, *_) = session.run(None, {session.get_inputs()[0].name: rows})
    differences = np.abs(answers.reshape(expected.shape) - expected) / np.maximum(1, np.abs(expected))
    worst = float(differences.max(initial=0.0))
    parity = {"rows": len(rows), "maxDifference": worst if worst == worst else math.inf, "tolerance": tolerance}
    columns = []
    if rows.ndim == 2 and rows.shape[1] <= MOST_COLUMNS:
        names = [str(name) for name in given.columns] if hasattr(given, "columns") else [f"x{i}" for i in range(rows.shape[1])]
        columns = [Column(name, "number") for name in names]
    return Neural(proto, "", None, session.get_outputs()[0].name, columns, parity, time.monotonic() - start)


class Neural(Converted):
    @property
    def corrections(self) -> dict[str, Any]:
        return {"columns": [{"name": column.name} for column in self.columns]} if self.columns else {}


def _torch(model: Any, rows: np.ndarray) -> tuple[onnx.ModelProto, np.ndarray]:
    import torch

    trains, device = model.training, next((one.device for one in model.parameters()), torch.device("cpu"))
    model.eval()
    try:
        with torch.no_grad(), tempfile.TemporaryDirectory() as folder:
            expected = model(torch.from_numpy(rows).to(device)).cpu().numpy()
            path = Path(folder) / "model.onnx"
            sample = (torch.from_numpy(rows[:2].copy()).to(device),)
            torch.onnx.export(model, sample, str(path), dynamic_shapes=({0: torch.export.Dim("rows")},), dynamo=True)
            return onnx.load(str(path)), expected
    except ImportError as error:
        raise Unconvertible(f"{error.name} is not installed, which PyTorch exports with", f"pip install {error.name}") from error
    finally:
        model.train(trains)


def _keras(model: Any, rows: np.ndarray) -> tuple[onnx.ModelProto, np.ndarray]:
    expected = np.asarray(model.predict(rows, verbose=0))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.onnx"
        try:
            model.export(str(path), format="onnx", verbose=False)
        except ImportError as error:
            raise Unconvertible(f"{error.name} is not installed, which Keras exports with", f"pip install {error.name}") from error
        return onnx.load(str(path)), expected
