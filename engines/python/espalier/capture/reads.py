"""Which data files code opened."""

import contextlib
import os
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SUFFIXES = {
    *(".csv", ".tsv", ".parquet", ".feather", ".arrow", ".orc", ".avro", ".json", ".jsonl", ".ndjson", ".xlsx", ".xls"),
    *(".npy", ".npz", ".pkl", ".pickle", ".joblib", ".h5", ".hdf5", ".sqlite", ".db", ".duckdb", ".txt", ".gz", ".bz2"),
    *(".zst", ".xz", ".zip", ".dta", ".sav", ".sas7bdat", ".onnx", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".wav"),
}
MOST = 2000
_within = threading.local()


@dataclass
class Read:
    path: Path
    cell: Any
    how: str


class Reads:
    """Files that were opened to be read while `where`, a cell, ran."""

    def __init__(self) -> None:
        self.where: Any = None
        self.found: dict[str, Read] = {}
        self._left_out = _own_folders()
        sys.addaudithook(self._heard)

    def add(self, path: Path, how: str, cell: Any = None) -> None:
        self.found.setdefault(str(path), Read(path, cell or self.where, how))

    def _heard(self, event: str, args: tuple[Any, ...]) -> None:
        if event != "open" or self.where is None or getattr(_within, "busy", False):
            return
        # An audit hook must never raise: it would stop what it only listens to.
        with contextlib.suppress(Exception):
            path, mode, flags = args
            if not isinstance(path, str | bytes | os.PathLike) or len(self.found) >= MOST:
                return
            reading = (mode is None and flags & (os.O_WRONLY | os.O_RDWR) == 0) or (mode and not set(mode) & set("wax+"))
            name = os.fsdecode(path)
            if not reading or os.path.splitext(name)[1].lower() not in SUFFIXES:
                return
            _within.busy = True
            try:
                full = Path(name).absolute()
                if full.is_file() and not any(str(full).startswith(folder) for folder in self._left_out):
                    self.add(full, "opened")
            finally:
                _within.busy = False


def _own_folders() -> list[str]:
    """Of Python itself and of the tools around it: what they read is no data."""
    home = Path.home()
    tools = [home / ".ipython", home / ".jupyter", home / ".local" / "share" / "jupyter", home / ".cache", home / ".config"]
    places = [sys.prefix, sys.base_prefix, *(path for path in sys.path if "site-packages" in path), *map(str, tools)]
    return sorted({os.path.join(os.path.abspath(place), "") for place in places} | {"/proc/", "/sys/", "/dev/"})
