"""Espalier in Python: for notebooks and scripts, and what code in the platform's own kernels imports.

    import espalier

    espalier.log(accuracy=0.93)
    espalier.push()

Heavy libraries are imported only by the module that needs them, and what people call only when they call it.
"""

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from espalier.faults import Fault

if TYPE_CHECKING:
    from espalier.client.demos import demo
    from espalier.client.logged import log
    from espalier.client.models import load_model, predict
    from espalier.client.platform import connect
    from espalier.client.runs import run
    from espalier.client.sending import sync
    from espalier.client.tables import load_table
    from espalier.capture.grading import grade
    from espalier.capture.push import push
    from espalier.notebooks.inside import inputs, output, output_model

_WHERE = {
    "connect": "client.platform",
    "demo": "client.demos",
    "grade": "capture.grading",
    "inputs": "notebooks.inside",
    "load_model": "client.models",
    "load_table": "client.tables",
    "log": "client.logged",
    "output": "notebooks.inside",
    "output_model": "notebooks.inside",
    "predict": "client.models",
    "push": "capture.push",
    "run": "client.runs",
    "sync": "client.sending",
}

__all__ = [
    "Fault",
    "connect",
    "demo",
    "grade",
    "inputs",
    "load_model",
    "load_table",
    "log",
    "output",
    "output_model",
    "predict",
    "push",
    "run",
    "sync",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'espalier' has no attribute {name!r}")
    found = getattr(import_module(f"espalier.{_WHERE[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)


def _remember() -> None:
    """From here on the cells that a person runs are remembered; those of the platform's own steps are not."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None:
        return
    kernel = getattr(shell, "kernel", None)
    asked = kernel.get_parent("shell").get("content", {}) if kernel else {"store_history": True}
    if asked.get("store_history"):
        import_module("espalier.capture.session").begin(shell)


_remember()
