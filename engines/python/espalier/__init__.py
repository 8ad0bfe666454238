"""What Python code in an Espalier kernel imports. Heavy libraries are imported only by the module that needs them."""

from importlib import import_module

from espalier.faults import Fault

_WHERE = {
    "inputs": "notebooks.inside",
    "log": "notebooks.inside",
    "output": "notebooks.inside",
    "output_model": "notebooks.inside",
}

__all__ = ["Fault", *_WHERE]


def __getattr__(name):
    if name not in _WHERE:
        raise AttributeError(f"module 'espalier' has no attribute {name!r}")
    found = getattr(import_module(f"espalier.{_WHERE[name]}"), name)
    globals()[name] = found
    return found
