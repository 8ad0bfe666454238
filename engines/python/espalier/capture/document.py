"""A notebook on disk, and the notebook of what was really run."""

import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from espalier.capture import outputs
from espalier.capture.session import Cell

MOST_BYTES = 64 << 20
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


@dataclass(frozen=True)
class Written:
    """A code cell as it stands in the document."""

    place: int
    source: str
    cell_id: str | None


@dataclass(frozen=True)
class Document:
    """`cells`: the code cells; none where the notebook could not be read, and `why` says so."""

    path: Path | None
    name: str
    cells: list[Written] = field(default_factory=list)
    raw: bytes | None = None
    why: str | None = None

    @property
    def stem(self) -> str:
        return self.name.removesuffix(".ipynb")


def find(given: str | os.PathLike[str] | None) -> Document:
    """As the front end names it; else as Jupyter or VS Code tell the kernel."""
    named = given or os.environ.get("JPY_SESSION_NAME") or _of_vs_code()
    if not named:
        return Document(None, "notebook", why="which notebook this is was not said")
    path = Path(named).expanduser()
    candidates = [path] if path.is_absolute() else [Path.cwd() / path, Path.cwd() / path.name]
    found = next((one for one in candidates if one.is_file()), None)
    if found is None:
        return Document(None, path.name, why=f"the notebook was not found beside the kernel: {named}")
    return read(found)


def read(path: Path) -> Document:
    try:
        if path.stat().st_size > MOST_BYTES:
            return Document(path, path.name, why="the saved notebook is larger than 64 MB")
        raw = path.read_bytes()
        cells = code_cells(json.loads(raw))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Document(path, path.name, why=f"not a notebook that can be read: {path.name}")
    return Document(path, path.name, cells, raw)


def code_cells(notebook: dict[str, Any]) -> list[Written]:
    return [
        Written(place, _joined(cell.get("source", "")), cell.get("id"))
        for place, cell in enumerate(notebook["cells"], 1)
        if cell["cell_type"] == "code"
    ]


def captured(cells: Sequence[Cell], states: Sequence[str], title: str) -> bytes:
    """What was run, in the order in which it was run, with what it showed."""
    made = [
        {
            "cell_type": "code",
            "id": f"run-{place}",
            "execution_count": cell.count,
            "metadata": {"espalier": _about(cell, state)},
            "source": cell.source,
            "outputs": outputs.clean(cell.outputs),
        }
        for place, (cell, state) in enumerate(zip(cells, states), 1)
    ]
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}, "title": title}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": made}
    return json.dumps(notebook, ensure_ascii=False, indent=1, default=str).encode("utf-8", "replace")


def _about(cell: Cell, state: str) -> dict[str, Any]:
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(cell.at)) if cell.at else None
    seconds = None if cell.seconds is None else round(cell.seconds, 3)
    return {"state": state, "cellId": cell.cell_id, "at": at, "seconds": seconds, "ok": cell.ok}


def _joined(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)


def _of_vs_code() -> str | None:
    import sys

    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    return shell.user_ns.get("__vsc_ipynb_file__") if shell else None
