"""Models into a notebook, asked by ONNX Runtime; and out of one, as ONNX."""

import json
import os
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
        return Path(model).read_bytes(), {"corrections": _said(target)}
    if hasattr(model, "SerializeToString"):
        return model.SerializeToString(), {"corrections": _said(target)}
    if rows is None:
        raise Fault("INVALID_INPUT", "rows are needed to convert a model: give some that it was fitted on", param="rows")
    from espalier.capture import trained
    from espalier.client.faults import ApiFault
    from espalier.conversion.unconvertible import Unconvertible

    made = trained.Trained("model", f"{type(model).__module__.split('.')[0]}.{type(model).__name__}", rows="rows")
    try:
        trained.prove(made, model, rows, rows, name="model", target=target and str(target), tolerance=tolerance)
    except Unconvertible as error:
        raise Fault("BAD_DATA", f"{type(model).__name__} cannot be converted to ONNX: {error.reason}", hint=error.hint) from error
    except ApiFault as fault:
        raise Fault(fault.code, fault.data["message"], hint=fault.hint, **fault.data.get("at", {})) from fault
    described = {name: made.told[name] for name in ("corrections", "inputs", "examples", "background", "parity") if made.told.get(name)}
    return made.files["model/model.onnx"], described


def _said(target):
    return {"target": str(target)} if target else {}


def write(made, path):
    data, described = made
    path.with_suffix(".onnx").write_bytes(data)
    path.with_suffix(".json").write_text(json.dumps(described), "utf-8")
