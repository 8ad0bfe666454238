"""From a notebook's state to a run on the platform."""

import os
import re
import time
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from espalier import events
from espalier.client.delivery import deliver, pairs, points, user_name
from espalier.client.faults import ApiFault
from espalier.client.logged import Logged, log
from espalier.capture import data, document, environment, found, git, grading, hidden, report, session, trained
from espalier.capture.hidden import Warned
from espalier.capture.progress import Progress
from espalier.capture.result import Push

_last: Push | None = None
# By notebook, so that the button in Lab pushes to where its cell did.
_called: dict[str, str] = {}


def push(
    name: str | None = None,
    model: Any = None,
    *,
    validation: Any = None,
    params: Mapping[str, Any] | None = None,
    metrics: Mapping[str, float] | None = None,
    tags: Mapping[str, Any] | None = None,
    notebook: str | os.PathLike[str] | None = None,
    experiment: str | None = None,
    tolerance: float = trained.TOLERANCE,
    register: bool = True,
    grade: str | None = "auto",
) -> Push:
    """Keeps this notebook's experiment on the platform: what was run and what it showed, its data, figures, environment and
    state of git, and the model, converted to ONNX and proven to answer as here.

    name: what the model is registered as, and the experiment is called; left out, as it was pushed before, else the notebook's name.
    model: a fitted model; left out, the one that was fitted last. Also an ONNX model, or the path of one.
    validation: rows to prove it on, `X` or `(X, y)`; left out, the notebook's own, such as `X_test`.
    tolerance: the largest difference of answers, relative to their size beyond 1; beyond it the model is not registered.
    grade: `"now"` runs the notebook again in a clean kernel and waits; `"background"` does not wait; None does not run it;
        `"auto"` is the background, where the notebook is known and took less than ten minutes.

    While the platform is away all of it is kept on this machine and sent later. Faults: what it will never take.
    """
    began, progress, this = time.monotonic(), Progress(), session.current()
    if this is None:
        raise ApiFault("INVALID_INPUT", "there is no notebook here", hint="in a script use: with espalier.run(): espalier.log(…)")
    space = {key: value for key, value in this.shell.user_ns.items() if key not in this.shell.user_ns_hidden}
    logged, cells = log.current, list(this.executed)
    if events.within_node():
        hint = "espalier.log and espalier.output_model are what a pipeline keeps"
        return Push(id="", name=name or "", warnings=[Warned("pipeline", "nothing was pushed, for the run of the pipeline keeps all of it", hint)])
    if grading.is_rerun():
        return Push(id="", name=name or "", metrics=grading.figures(this, logged)[0], params={**logged.params})
    try:
        progress("looking at the notebook")
        written = document.find(notebook)
        called = name or _called.get(written.stem) or slug(written.stem)
        warnings = [] if written.why is None else [Warned("notebook", f"not compared with the saved notebook: {written.why}")]
        warnings += hidden.warnings(written.cells, cells) if written.cells else []
        measured, told_params, mlflow_tags = figures(this, space, logged)
        measured |= {key: float(value) for key, value in (metrics or {}).items()}

        progress("converting the model")
        made = None
        if chosen := trained.find(space, cells, model):
            variable, value, more = chosen
            warnings += more
            told_params = {**found.params(value), **told_params}
            made = trained.prepare(
                variable, value, space, name=model_name(called), validation=validation, tolerance=tolerance, kept="everything else is kept; "
            )
            warnings += made.warnings
            if not register and made.told:
                made.told = None
        told_params |= {key: str(value) for key, value in (params or {}).items()}

        progress("fingerprinting the data")
        inputs = data.datasets(this.reads.found, cells, space)
        progress("reading git and the environment")
        state = git.state(written.path.parent if written.path else Path.cwd())
        result = Push(str(uuid.uuid4()), "", warnings=warnings, params=told_params, metrics=measured)
        result.name = f"{written.stem} {result.id[:8]}"
        result.parity, result.refused = (made.parity, made.refused) if made else (None, None)
        will = grading.choose(grade, written, this)
        result.grade = "pending" if will else None
        states = hidden.match(written.cells, cells)[1] if written.cells else ["current"] * len(cells)
        files = {
            "executed.ipynb": document.captured(cells, states, written.stem),
            **({"saved.ipynb": written.raw} if written.raw else {}),
            "environment.txt": environment.lock().encode(),
            **git.files(state),
            **(made.files if made else {}),
            **logged.files,
        }
        files["report.json"] = report.of(result, written, states, made, inputs, state)
        told = {
            "experiment": experiment or called,
            "name": result.name,
            "kind": "notebook",
            "status": "finished",
            "startedAt": int(min([cell.at or this.began for cell in cells] or [this.began]) * 1000),
            "endedAt": int(time.time() * 1000),
            "userName": user_name(),
            "params": pairs(told_params),
            "tags": pairs({**_source(written, result), **git.tags(state), **mlflow_tags, **logged.tags, **(tags or {})}),
            "metrics": points(logged.points) + points(_points(measured, logged)),
            "datasets": inputs,
            "model": _with_metrics(made.told, measured) if made and made.told else None,
        }
        progress("sending it")
        result.take(deliver(told, files, result.id))
        result.seconds = time.monotonic() - began
        log.end(logged)
        global _last
        _last = result
        if name:
            _called[written.stem] = name
        if will:
            grading.begin(result, written, cells, this, wait=will == "now")
        return result
    finally:
        progress.end()


def last() -> Push | None:
    """The last push of this session."""
    return _last


def figures(this: session.Session, space: Mapping[str, Any], logged: Logged) -> tuple[dict[str, float], dict[str, str], dict[str, str]]:
    """Metrics, parameters and tags that the notebook told of, in whatever way; what was logged here counts most."""
    measured, told, tags = dict(found.metrics(space, this.executed)), {}, {}
    if of_mlflow := found.of_mlflow():
        run, told, values, tags = of_mlflow
        measured |= values
        tags = {**tags, "espalier.mlflowRun": run}
    return {**measured, **logged.latest()}, {**told, **logged.params}, tags


def _points(measured: Mapping[str, float], logged: Logged) -> list[dict[str, Any]]:
    now, known = int(time.time() * 1000), logged.latest()
    return [{"key": key, "value": value, "step": 0, "at": now} for key, value in measured.items() if known.get(key) != value]


def _source(written: document.Document, result: Push) -> dict[str, Any]:
    tags = {
        "mlflow.source.type": "NOTEBOOK",
        "mlflow.source.name": str(written.path or written.name),
        "espalier.capture": written.name,
        "espalier.environment": environment.in_short(),
        "espalier.warnings": len(result.warnings),
    }
    return {**tags, **({"espalier.grade": result.grade} if result.grade else {})}


def _with_metrics(told: dict[str, Any], measured: Mapping[str, float]) -> dict[str, Any]:
    plain = {key: value for key, value in measured.items() if value == value and abs(value) != float("inf")}
    return {**told, "metrics": plain}


def slug(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()[:250] or "notebook"


def model_name(text: str) -> str:
    """As the registry takes it."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-._")[:120]
    return plain or "model"
