"""Says what takes long, once it does."""

import sys
import time
from typing import Any

PATIENCE = 1.0


class Progress:
    """Nothing is shown in the first second, and nothing is left behind."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._handle: Any = None
        self._shown = False

    def __call__(self, text: str) -> None:
        if time.monotonic() - self._began < PATIENCE:
            return
        told = f"espalier: {text} …"
        if self._display(told):
            return
        self._shown = True
        print(f"\r{told:<60}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        if self._handle is not None:
            self._handle.update(_Text(""))
        elif self._shown:
            print("\r" + " " * 60 + "\r", end="", file=sys.stderr, flush=True)

    def _display(self, told: str) -> bool:
        shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
        if shell is None or not hasattr(shell, "kernel"):
            return False
        from IPython.display import display

        if self._handle is None:
            self._handle = display(_Text(told), display_id=True)
        else:
            self._handle.update(_Text(told))
        return True


class _Text:
    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text
