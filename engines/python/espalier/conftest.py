import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from espalier.job import main

NODES = Path(__file__).parents[3] / "nodes"
TYPES = {"string": "VARCHAR", "double": "DOUBLE", "int64": "BIGINT", "bool": "BOOLEAN"}
PARAMS = {
    "feature.impute": {"columns": [], "numbers": "median", "number": 0, "texts": "most-frequent", "text": "missing"},
    "feature.encode": {"columns": [], "method": "auto", "maxOneHot": 20, "rareBelow": 10},
    "feature.scale": {"columns": [], "method": "standard"},
    "training.classifier": {"algorithm": "lightgbm", "classWeights": "equal"},
    "training.regressor": {"algorithm": "lightgbm"},
    "training.picture-front": {"columns": "pixel {row} {column}", "height": 2, "width": 2, "levels": 16, "ink": "dark"},
    "validation.evaluate": {},
}
TRAINING = {
    "features": [], "exclude": [], "trees": 10, "learningRate": 0.1, "leaves": 31, "minRowsPerLeaf": 5, "maxDepth": 8,
    "rowsPerTree": 100_000, "earlyStopping": 0, "penalty": 1.0, "iterations": 200, "seed": 7,
}  # fmt: skip
LEARNING = ("training.classifier", "training.regressor")


@pytest.fixture
def table(tmp_path):
    """Makes a table as job.json names it, with a split column unless `split` is None."""

    def make(columns, split="train", target=None, types=None, roles=None):
        data = {name: values if isinstance(values, pa.Array) else pa.array(values) for name, values in columns.items()}
        rows = len(next(iter(data.values())))
        if split is not None:
            data["split"] = pa.array([split] * rows if isinstance(split, str) else list(split))
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.parquet"
        pq.write_table(pa.table(data), path, row_group_size=100)
        roles = {"split": "split", target: "target", **(roles or {})}
        return {"type": "table", "path": str(path), "columns": [described(name, array, types, roles) for name, array in data.items()]}

    return make


def described(name, array, types, roles):
    type = (types or {}).get(name) or TYPES[str(array.type)]
    return {"name": name, "type": type, **({"role": roles[name]} if roles.get(name) else {})}


@pytest.fixture
def run(tmp_path):
    """Runs a node through job.json and gives its one output as the next node's input."""

    def run(kind, inputs, **params):
        out = tmp_path / f"step-{len(list(tmp_path.iterdir()))}"
        out.mkdir()
        defaults = {**PARAMS[kind], **(TRAINING if kind in LEARNING else {})}
        run_py = NODES / kind.replace(".", "/") / "run.py"
        job = {"runPy": str(run_py), "kind": kind, "params": {**defaults, **params}, "inputs": inputs, "out": str(out)}
        (out / "job.json").write_text(json.dumps(job))
        main(out / "job.json")
        (output,) = json.loads((out / "result.json").read_text())["outputs"].values()
        return given(output, out, inputs.get("rows"))

    return run


def given(output, out, rows):
    value = {**output, "path": str(out / output["file"])}
    if output["type"] == "table":
        chain = rows.get("chain") or {"raw": {"path": rows["path"], "columns": rows["columns"]}, "graphs": []}
        value["chain"] = {"raw": chain["raw"], "graphs": [*chain["graphs"], str(out / output["graph"])]}
    if output["type"] == "model":
        value["details"] = str(out / output["details"])
    return value


@pytest.fixture
def column():
    """One column of an output, as Python values."""
    return lambda value, name: pq.read_table(value["path"]).column(name).to_pylist()


@pytest.fixture
def flowers(table):
    """Three classes that two numbers and a word tell apart, with gaps; 600 rows in three parts."""

    def make(**options):
        rng = np.random.default_rng(1)
        kind = rng.integers(0, 3, 600)
        length = rng.normal(kind * 2.0, 1.0)
        width = rng.normal(-kind * 1.5, 1.0)
        colour = np.array(["white", "blue", "red", "rare"], dtype=object)[np.where(rng.random(600) < 0.8, kind, 3)]
        length[rng.random(600) < 0.1] = np.nan
        colour[rng.random(600) < 0.1] = None
        return table(
            {
                "Length (mm)": pa.array(length, from_pandas=True),
                "width": width,
                "label": pa.array(list(colour), pa.string()),
                "open": pa.array(list(rng.random(600) < 0.5)),
                "species": pa.array(np.array(["a", "b", "c"])[kind].tolist()),
                "size": rng.normal(10 * kind + width, 1),
            },
            split=rng.choice(["train", "validation", "test"], 600, p=[0.6, 0.2, 0.2]),
            **{"target": "species", **options},
        )

    return make


@pytest.fixture
def fault():
    """The data of the fault that a block raises: `with fault() as found: …`, then `found.data`."""
    from espalier import Fault

    class Caught:
        def __enter__(self):
            return self

        def __exit__(self, kind, error, _trace):
            assert kind is Fault, f"no fault, but {error!r}"
            self.data = error.data
            return True

    return Caught
