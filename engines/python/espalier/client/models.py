"""Models of the registry, run here or asked where they are served."""

import re
import urllib.parse
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from espalier.client import http, platform
from espalier.client.faults import ApiFault

ROWS_AT_ONCE = 10_000
MISSING_TEXT = "\uffff"


@dataclass
class Model:
    """A version of a model, to ask without the platform. `warnings` says what was unusual in the rows asked last."""

    name: str
    version: int
    signature: dict[str, Any]
    warnings: list[str] = field(default_factory=list)
    _session: Any = field(default=None, repr=False)

    @property
    def inputs(self) -> list[str]:
        """The columns that it wants."""
        return [one["name"] for one in self.signature["inputs"]]

    def predict(self, rows: Any) -> np.ndarray:
        """Classes, or numbers, by row; from a frame or a list of rows as dicts. Faults: INVALID_INPUT, as the platform's own checks."""
        outputs = self.signature["outputs"]
        if self.signature["task"] == "regression":
            return self._ask(rows, outputs["prediction"]).reshape(-1).astype(np.float64)
        if outputs.get("label"):
            return np.asarray([str(one) for one in self._ask(rows, outputs["label"]).reshape(-1)], dtype=object)
        return np.asarray(self.signature["classes"], dtype=object)[self.predict_proba(rows).argmax(axis=1)]

    def predict_proba(self, rows: Any) -> np.ndarray:
        """Probabilities `[n, k]`, in the order of `signature["classes"]`. Faults: as `predict`."""
        output = self.signature["outputs"].get("probabilities")
        if not output:
            raise ApiFault("INVALID_INPUT", f"{self.name}/{self.version} tells no probabilities", hint="use predict")
        return np.asarray(self._ask(rows, output), np.float64)

    def _ask(self, rows: Any, output: str) -> np.ndarray:
        feeds, self.warnings = checked(self.signature, rows)
        count = len(next(iter(feeds.values()))) if feeds else 0
        size = min(self.signature.get("rowsAtOnce") or ROWS_AT_ONCE, ROWS_AT_ONCE)
        answers = [
            self._session.run([output], {name: values[start : start + size] for name, values in feeds.items()})[0]
            for start in range(0, max(count, 1), size)
        ]
        return np.concatenate(answers)


def checked(signature: dict[str, Any], rows: Any) -> tuple[dict[str, np.ndarray], list[str]]:
    """Tensors by column, and what lies outside what the model was trained on. Faults: INVALID_INPUT naming row and column."""
    columns = _columns(rows)
    feeds, warnings = {}, []
    for one in signature["inputs"]:
        name, kind = one["name"], one["type"]
        if kind == "image":
            raise ApiFault("INVALID_INPUT", f"pictures are asked where the model is served, not here: {name}", hint="use espalier.predict")
        if name not in columns:
            if one["missing"] > 0 and columns:
                count = len(next(iter(columns.values())))
                columns[name] = [None] * count
            else:
                raise ApiFault("INVALID_INPUT", f"missing column: {name}", column=name, hint=f"send {', '.join(x['name'] for x in signature['inputs'])}")
        feeds[name] = _tensor(one, columns[name], warnings)
    return feeds, warnings


def _columns(rows: Any) -> dict[str, Any]:
    if hasattr(rows, "columns") and hasattr(rows, "to_numpy"):
        return {str(name): rows[name].to_numpy() for name in rows.columns}
    if hasattr(rows, "column_names"):
        return {name: rows.column(name).to_pylist() for name in rows.column_names}
    if isinstance(rows, dict):
        rows = [rows]
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ApiFault("INVALID_INPUT", f"not rows: {type(rows).__name__}", hint="send a frame, or a list of dicts by column")
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name) for row in rows] for name in names}


def _tensor(one: dict[str, Any], values: Any, warnings: list[str]) -> np.ndarray:
    name, kind, missing = one["name"], one["type"], 0
    made: list[Any] = []
    low, high = one.get("range") or (-np.inf, np.inf)
    listed = one.get("categories") or []
    known = {each["value"] for each in listed} if listed and len(listed) == one.get("categoryCount") else None
    for place, value in enumerate(values, 1):
        if value is None or value != value or type(value).__name__ in ("NAType", "NaTType"):
            if not one["missing"] > 0:
                raise ApiFault("INVALID_INPUT", f"no value in row {place}: {name}", column=name, row=place, hint="no training row was without one")
            missing += 1
            made.append(MISSING_TEXT if kind == "text" else np.nan)
        elif kind == "text":
            if not isinstance(value, str):
                raise ApiFault("INVALID_INPUT", f"not a text in row {place}: {name} = {value!r}", column=name, row=place)
            if known is not None and value not in known and len(warnings) < 100:
                warnings.append(f"row {place}: {name} was never {value!r} in training")
            made.append(value)
        else:
            made.append(_number(name, kind, value, place))
            if not low <= made[-1] <= high and len(warnings) < 100:
                warnings.append(f"row {place}: {name} = {value} is outside the training range {low:g} to {high:g}")
    return np.array(made, dtype=object if kind == "text" else np.float64)[:, None]


def _number(name: str, kind: str, value: Any, place: int) -> float:
    if isinstance(value, str | bytes) or not hasattr(value, "__float__"):
        raise ApiFault("INVALID_INPUT", f"not a number in row {place}: {name} = {value!r}", column=name, row=place)
    number = float(value)
    if not np.isfinite(number):
        raise ApiFault("INVALID_INPUT", f"not a finite number in row {place}: {name} = {value!r}", column=name, row=place)
    if kind in ("integer", "boolean") and number != int(number):
        raise ApiFault("INVALID_INPUT", f"not a whole number in row {place}: {name} = {value!r}", column=name, row=place)
    return number


def load_model(ref: str) -> Model:
    """A version that runs in this process: `churn@champion`, `churn/3`, or `churn` for the newest. Only ONNX is ever loaded.

    Faults: NOT_FOUND, UNAVAILABLE; INVALID_INPUT for one that has no ONNX.
    """
    import onnxruntime

    to = platform.find()
    told = describe(to, ref)
    name, number = told["name"], told["version"]
    address = f"{to.api_url}/models/{urllib.parse.quote(name, safe='')}/versions/{number}/onnx"
    with http.open_url(to, "GET", address, seconds=600) as answer:
        bytes = answer.read()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(bytes, options, providers=["CPUExecutionProvider"])
    return Model(name, number, told["signature"], _session=session)


def describe(to: platform.Platform, ref: str) -> dict[str, Any]:
    """`{ name, version, signature }` of what a reference leads to."""
    found = re.fullmatch(r"([^@/]+)(?:@([\w-]+)|/(\d+))?", ref)
    if not found:
        raise ApiFault("INVALID_INPUT", f"not a model: {ref}", hint="write churn@champion, churn/3 or churn")
    name, alias, number = found.groups()
    asked = {"version": number} if number else {"alias": alias} if alias else {}
    path = f"/models/{urllib.parse.quote(name, safe='')}"
    return http.ask(to, "GET", f"{path}?{urllib.parse.urlencode(asked)}" if asked else path)


def predict(endpoint: str, rows: Any) -> list[dict[str, Any]]:
    """Asks an endpoint: predictions by row, with probabilities where there are any; recorded as every other caller's.

    rows: a frame, or a list of dicts by column. Faults: INVALID_INPUT, NOT_FOUND, UNAVAILABLE.
    """
    to = platform.find()
    sent = _records(rows)
    answers: list[dict[str, Any]] = []
    for start in range(0, len(sent), ROWS_AT_ONCE // 10):
        part = {"rows": sent[start : start + ROWS_AT_ONCE // 10]}
        answers += http.ask(to, "POST", f"/predict/{urllib.parse.quote(endpoint, safe='')}", part, 120)["predictions"]
    return answers


def _records(rows: Any) -> list[dict[str, Any]]:
    columns = _columns(rows)
    count = len(next(iter(columns.values()))) if columns else 0
    return [{name: _json(values[place]) for name, values in columns.items()} for place in range(count)]


def _json(value: Any) -> Any:
    if value is None or value != value or type(value).__name__ in ("NAType", "NaTType"):
        return None
    return value.item() if hasattr(value, "item") else value
