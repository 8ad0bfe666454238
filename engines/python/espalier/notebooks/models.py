"""Models into a notebook, asked by ONNX Runtime; and out of one, as ONNX."""

import json
import os
import sys
from pathlib import Path

from espalier.client import models
from espalier.faults import Fault


class Model(models.Model):
    """A model that came in: `predict(frame)` gives labels or numbers, `probabilities(frame)` a column a class."""

    probabilities = models.Model.predict_proba


def given(name, value):
    import onnx

    from espalier import running

    return Model(name, 0, value["signature"], _session=running.session(onnx.load(value["path"])))


def converted(model, rows, target, tolerance):
    """`(bytes, description)`, as `espalier.push` makes them. Faults: BAD_DATA for what cannot be converted or answers differently
    then, INVALID_INPUT without the rows that proving needs."""
    if isinstance(model, (str, os.PathLike)):
        return Path(model).read_bytes(), _said(target, rows)
    if hasattr(model, "SerializeToString"):
        return model.SerializeToString(), _said(target, rows)
    if rows is None:
        raise Fault("INVALID_INPUT", "rows are needed to convert a model: give some that it was fitted on", param="rows")
    from espalier.capture import trained
    from espalier.client.faults import ApiFault
    from espalier.conversion.unconvertible import Unconvertible

    made = trained.Trained("model", f"{type(model).__module__.split('.')[0]}.{type(model).__name__}", rows="rows")
    try:
        trained.prove(made, model, rows, rows, name="model", target=_name(target), tolerance=tolerance)
    except Unconvertible as error:
        raise Fault("BAD_DATA", f"{type(model).__name__} cannot be converted to ONNX: {error.reason}", hint=error.hint) from error
    except ApiFault as fault:
        raise Fault(fault.code, fault.data["message"], hint=fault.hint, **fault.data.get("at", {})) from fault
    described = {name: made.told[name] for name in ("corrections", "inputs", "examples", "background", "parity") if made.told.get(name)}
    return made.files["model/model.onnx"], described | trained.spread(_answers(rows, target), described)


def _said(target, rows):
    from espalier.capture import trained

    name = _name(target)
    return {"corrections": {"target": name} if name else {}, **trained.spread(_answers(rows, target), {})}


def _name(target):
    name = target if isinstance(target, str) else getattr(target, "name", None)
    return str(name) if name else None


def _answers(rows, target):
    """To the rows: said outright, a column of theirs, or what the notebook has by the usual name, y_train for X_train."""
    if target is not None and not isinstance(target, str):
        return target
    if target and target in getattr(rows, "columns", ()):
        return rows[target]
    space = vars(sys.modules["__main__"])
    names = [name for name, value in space.items() if value is rows and rows is not None and not name.startswith("_")]
    pairs = [space.get(name.replace("X", "y").replace("x", "y")) for name in names]
    return next((one for one in pairs if hasattr(one, "__len__") and one is not rows and len(one) == len(rows)), None)


def write(made, path):
    data, described = made
    path.with_suffix(".onnx").write_bytes(data)
    path.with_suffix(".json").write_text(json.dumps(described), "utf-8")
