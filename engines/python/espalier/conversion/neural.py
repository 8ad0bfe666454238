"""PyTorch and Keras, by their own exporters."""

import contextlib
import io
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
    kinds = {one.__module__.split(".")[0] for one in type(model).__mro__}
    # With PyTorch below it, a Keras model is a torch.nn.Module too.
    proto, expected = (_torch if "torch" in kinds and "keras" not in kinds else _keras)(model, rows)
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
            expected = _only(model(torch.from_numpy(rows).to(device)), torch.Tensor).cpu().numpy()
            path = Path(folder) / "model.onnx"
            sample = (torch.from_numpy(rows[:2].copy()).to(device),)
            _exported(torch, model, sample, path)
            return onnx.load(str(path)), expected
    except ImportError as error:
        raise lacks(error, "PyTorch") from error
    finally:
        model.train(trains)


def lacks(error: ImportError, library: str) -> Unconvertible:
    """Keras imports late and raises an error of its own, without the name of what is missing."""
    name = error.name or getattr(error.__context__, "name", None)
    if not name:
        return Unconvertible(f"{library} cannot export it: {error}", "install what it asks for, and push again")
    return Unconvertible(f"{name} is not installed, which {library} exports with", f"pip install {name}")


def _only(answers: Any, tensor: type) -> Any:
    if isinstance(answers, tensor):
        return answers
    hint = "wrap it in a module that gives one tensor, and push that"
    raise Unconvertible(f"the model answers with {type(answers).__name__}, not with one tensor", hint)


def _exported(torch: Any, model: Any, sample: Any, path: Path) -> None:
    """Faults: Unconvertible, with the last cause alone: the exporter's own account is pages long."""
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            rows = {0: torch.export.Dim("rows")}
            torch.onnx.export(model, sample, str(path), dynamic_shapes=(rows,), dynamo=True, verbose=False)
    except torch.onnx.OnnxExporterError as error:
        told = str(error.__cause__ or error).strip().splitlines()[0][:200]
        hint = "leave out what depends on values, such as if x.sum() > 0, or export it yourself and push(model=that onnx)"
        raise Unconvertible(f"torch.export cannot follow {type(model).__name__}: {told}", hint) from error


def _keras(model: Any, rows: np.ndarray) -> tuple[onnx.ModelProto, np.ndarray]:
    expected = np.asarray(model.predict(rows, verbose=0))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.onnx"
        try:
            model.export(str(path), format="onnx", verbose=False)
        except ImportError as error:
            raise lacks(error, "Keras") from error
        return onnx.load(str(path)), expected
