"""What Python code in an Espalier kernel imports. Heavy libraries are imported only by the module that needs them."""

from espalier.faults import Fault

__all__ = ["Fault"]
