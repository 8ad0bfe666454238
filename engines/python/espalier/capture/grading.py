"""Asks for a notebook to be run again in a clean kernel, and gives it a grade.

A: every cell runs and shows the same, and all figures are the same.
B: every cell runs and all figures are the same within 1 %, though not everything shown is.
C: every cell runs, but a figure differs by more, or there are none and the cells show something else.
D: a cell fails, or it takes too long.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from espalier.client import platform, spool
from espalier.client.faults import ApiFault
from espalier.client.logged import Logged, log
from espalier.capture import hidden, outputs
from espalier.capture.document import Document
from espalier.capture.result import Push
from espalier.capture.session import Cell, Session

VARIABLE = "ESPALIER_GRADING"
AUTO_SECONDS = 600
LEAST_SECONDS, MOST_TIMES = 120, 10
OWN = ("espalier.push", "espalier.grade", "espalier.demo", "espalier.sync")


def is_rerun() -> bool:
    """Whether this kernel only repeats a notebook: nothing is sent from it."""
    return bool(os.environ.get(VARIABLE))


def grade(run: Push | None = None, *, wait: bool = True, notebook: str | os.PathLike[str] | None = None) -> str | None:
    """Runs the notebook again in a clean kernel and records the grade, A to D, on the run; the last push unless one is given.

    Faults: INVALID_INPUT where nothing was pushed.
    """
    from espalier.capture import document, push, session

    if is_rerun():
        return None
    run, this = run or push.last(), session.current()
    if run is None or this is None:
        raise ApiFault("INVALID_INPUT", "nothing was pushed from here yet", hint="push first: espalier.push()")
    run.grade = "pending"
    begin(run, document.find(notebook), list(this.executed), this, wait=wait)
    return run.grade


def choose(given: str | None, written: Document, this: Session) -> str | None:
    """`now` or `background`, or None for not at all."""
    if given not in (None, "auto", "background", "now"):
        raise ApiFault("INVALID_INPUT", f"no such way to grade: {given}", hint="now, background, auto or None")
    if given != "auto":
        return given
    return "background" if written.cells and this.seconds <= AUTO_SECONDS else None


def figures(this: Session, logged: Logged) -> tuple[dict[str, float], dict[str, str]]:
    from espalier.capture import push

    measured, told, _ = push.figures(this, this.shell.user_ns, logged)
    return measured, told


def told() -> str:
    """Of a notebook that was run again, as the last thing in its kernel."""
    from espalier.capture import session

    this = session.current()
    measured, params = figures(this, log.current) if this else ({}, {})
    return json.dumps({"metrics": {key: repr(value) for key, value in measured.items()}, "params": params})


def begin(run: Push, written: Document, cells: Sequence[Cell], this: Session, *, wait: bool) -> None:
    """Hands it to a process of its own, which outlives this kernel."""
    folder = Path(tempfile.mkdtemp(prefix="grade-", dir=spool.folder().parent))
    order = {
        "id": run.id,
        "name": run.name,
        "cells": _cells(written, cells),
        "of": "notebook" if written.cells else "history",
        "cwd": str(written.path.parent if written.path else Path.cwd()),
        "metrics": {key: repr(value) for key, value in run.metrics.items()},
        "seconds": max(LEAST_SECONDS, MOST_TIMES * this.seconds),
    }
    _write_private(folder / "order.json", json.dumps(order, default=str))
    environment = {**os.environ, **_platform(folder)}
    command = [sys.executable, "-m", "espalier.capture.rerun", str(folder)]
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [_own_folder(), environment.get("PYTHONPATH", "")]))
    with open(folder / "log", "wb") as log_file:
        process = subprocess.Popen(
            command, env=environment, cwd=order["cwd"], stdin=subprocess.DEVNULL, stdout=log_file, stderr=log_file, start_new_session=True
        )
    if not wait:
        return
    process.wait()
    try:
        run.grade = json.loads((folder / "grade.json").read_text("utf-8"))["grade"]
    except (OSError, ValueError, KeyError):
        run.grade = None
    _sweep(folder)


def _cells(written: Document, cells: Sequence[Cell]) -> list[dict[str, Any]]:
    """Of the notebook all code cells down to the last that was run; where it is not known, what was run."""
    if not written.cells:
        return [_expected(None, cell.source, cell) for cell in cells]
    matched, _ = hidden.match(written.cells, cells)
    runs = {one.written.place: one.run for one in matched}
    last = max(runs, default=0)
    return [_expected(one.place, one.source, runs.get(one.place)) for one in written.cells if one.place <= last]


def _expected(place: int | None, source: str, cell: Cell | None) -> dict[str, Any]:
    compared = cell is not None and not any(own in source for own in OWN)
    return {"place": place, "source": source, "outputs": outputs.clean(cell.outputs) if cell and compared else None}


def _platform(folder: Path) -> dict[str, str]:
    """Where it sends the grade to: a file that only its owner can read, and no longer than it runs."""
    try:
        to = platform.find()
    except ApiFault:
        return {}
    told = {"url": to.url, "apiUrl": to.api_url, "token": to.token, "project": to.project}
    _write_private(folder / "platform.json", json.dumps(told))
    return {"ESPALIER_GRADE_PLATFORM": str(folder / "platform.json")}


def _write_private(path: Path, text: str) -> None:
    with open(path, "w", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(text)


def _own_folder() -> str:
    import espalier

    return str(Path(espalier.__file__).parent.parent)


def _sweep(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
