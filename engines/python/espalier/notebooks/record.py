"""An executed notebook on disk, whole at any moment."""

import os
import time

import nbformat

SECONDS_BETWEEN = 1.0


class Record:
    """Writes the notebook beside its name and moves it there; while a cell goes on, at most once a second."""

    def __init__(self, nb, path, saved):
        self._nb, self._path, self._saved = nb, path, saved
        self._at = 0.0
        self._changed = False

    def changed(self):
        self._changed = True

    def save(self):
        part = self._path.with_suffix(".part")
        part.write_text(nbformat.writes(self._nb), "utf-8")
        os.replace(part, self._path)
        self._at, self._changed = time.monotonic(), False
        self._saved()

    def save_if_changed(self):
        if self._changed and time.monotonic() - self._at >= SECONDS_BETWEEN:
            self.save()


def cleared(nb):
    """As it was written, without what it once put out."""
    for cell in nb.cells:
        cell.metadata.pop("execution", None)
        cell.metadata.pop("espalier", None)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    nb.metadata.pop("widgets", None)
