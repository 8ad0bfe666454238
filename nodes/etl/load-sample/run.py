import numpy as np
import pyarrow as pa
from sklearn import datasets

from espalier import tables


def run(job):
    columns, values = samples[job.params["sample"]]()
    rows = tables.write(job.path("rows.parquet"), [pa.table(values, [name for name, _ in columns])])
    described = [{"name": name, "type": kind} for name, kind in columns]
    return {"rows": {"type": "table", "file": "rows.parquet", "rows": rows, "columns": described}}


def digits():
    found = datasets.load_digits()
    names = [f"pixel {place // 8} {place % 8}" for place in range(64)]
    return labelled([(name, "BIGINT") for name in names], found.data.astype(np.int64), "digit", found.target.astype(str))


def flowers():
    found = datasets.load_iris()
    return labelled(numbers(found), found.data, "species", found.target_names[found.target])


def wines():
    found = datasets.load_wine()
    return labelled(numbers(found), found.data, "class", found.target_names[found.target])


def numbers(found):
    return [(name, "DOUBLE") for name in found.feature_names]


def labelled(columns, matrix, name, labels):
    values = [pa.array(matrix[:, place]) for place in range(matrix.shape[1])]
    return [*columns, (name, "VARCHAR")], [*values, pa.array(labels.tolist())]


samples = {"digits": digits, "iris": flowers, "wine": wines}
