"""What a notebook sees of the step that runs it. Anywhere else there are no inputs, and outputs are only checked."""

import json
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from espalier.faults import Fault


@cache
def task():
    path = os.environ.get("ESPALIER_NOTEBOOK")
    return json.loads(Path(path).read_text("utf-8")) if path else None


class Inputs(Mapping):
    """Tables as pandas frames and models, by the name of their input: `inputs["flights"]`."""

    def __getitem__(self, name):
        value = self._of(name)
        if value["type"] == "model":
            from espalier.notebooks import models

            return models.given(name, value)
        return self.table(name).to_pandas()

    def table(self, name):
        """As an Arrow table."""
        import pyarrow.parquet as pq

        return pq.read_table(self.path(name))

    def path(self, name):
        """The Parquet or ONNX file itself."""
        return self._of(name)["path"]

    def __iter__(self):
        return iter((task() or {"inputs": {}})["inputs"])

    def __len__(self):
        return len(list(iter(self)))

    def __repr__(self):
        return f"inputs: {', '.join(self) or 'none'}"

    def _of(self, name):
        found = task()
        if found is None:
            raise Fault("INVALID_INPUT", f"no input here: {name}", hint="inputs are there when the notebook runs in a pipeline")
        if name not in found["inputs"]:
            there = ", ".join(found["inputs"]) or "none"
            raise Fault("INVALID_INPUT", f"no such input of this step: {name}", hint=f"there is {there}; add it to Tables in")
        return found["inputs"][name]


inputs = Inputs()


def output(name, table):
    """Makes the table output of this name: of a pandas, polars or Arrow table, columns by name, or the path of a Parquet file."""
    from espalier.notebooks import frames

    found = frames.arrow(table)
    if path := place(name, "table"):
        frames.write(found, path.with_suffix(".parquet"))


def output_model(name, model, rows=None, target=None, tolerance=1e-5):
    """Makes the model output of this name: of a fitted model, converted and proven as `espalier.push` does it (`rows`: a frame of what
    it was fitted on, at least some rows of it; `target`: what it predicts, by its name, or the answers to these rows as a named
    series, from which a demo shows how they lay), or of an ONNX model or file."""
    from espalier.notebooks import models

    found = models.converted(model, rows, target, tolerance)
    if path := place(name, "model"):
        models.write(found, path)


def place(name, type):
    """Where an output goes, without an ending; None when no step runs this notebook. Faults: INVALID_INPUT for one it does not declare."""
    found = task()
    if found is None:
        return None
    declared = found["outputs"].get(name)
    if declared != type:
        there = ", ".join(each for each, kind in found["outputs"].items() if kind == type) or "none"
        title = "Tables out" if type == "table" else "Models out"
        raise Fault("INVALID_INPUT", f"no such {type} output of this step: {name}", hint=f"there is {there}; add it to {title}")
    return Path(found["made"]) / name
