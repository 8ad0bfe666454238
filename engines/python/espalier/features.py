"""Which columns a model learns from, and their values as one float32 matrix."""

import numpy as np

from espalier import tables
from espalier.columns import SCALAR, features
from espalier.faults import Fault


def chosen(job, table, target):
    """Feature columns by `params.features` and `params.exclude`. Faults: INVALID_GRAPH for a column no model can read."""
    only, never = job.params["features"], {*job.params["exclude"], target.name}
    for name in only:
        table.column(name)
    columns = [column for column in table.columns if column.name in only] if only else features(table.columns)
    columns = [column for column in columns if column.name not in never]
    if not columns:
        raise Fault("INVALID_GRAPH", "no columns left to learn from", param="features", hint="exclude fewer columns")
    for column in columns:
        if column.family not in ("number", "integer", "boolean", "vector"):
            hint = "add Encode categories before training" if column.family == "text" else "derive a number from it first"
            raise Fault("INVALID_GRAPH", f"not a number: {column.name} {column.type}", column=column.name, hint=hint)
        if table.origin.column(column.name).family not in SCALAR:
            hint = "move Encode categories after the last table step"
            raise Fault("INVALID_GRAPH", f"a caller cannot send a vector: {column.name}", column=column.name, hint=hint)
    return columns


class Matrix:
    """Reads feature columns one at a time into several matrices: one for each of the given sets of rows."""

    def __init__(self, table, columns):
        self.table, self.columns = table, columns
        self.widths = [width(table, column) for column in columns]

    def read(self, *row_sets):
        shape = sum(self.widths)
        matrices = [np.empty((len(rows), shape), np.float32, order="F") for rows in row_sets]
        start = 0
        for column, size in zip(self.columns, self.widths, strict=True):
            values = floats(self.table, column)
            for matrix, rows in zip(matrices, row_sets, strict=True):
                matrix[:, start : start + size] = values[rows]
            start += size
        return matrices

    def by_column(self, importance):
        """Sums over the parts of encoded columns, largest first."""
        ends = np.cumsum(self.widths)
        sums = [float(importance[end - size : end].sum()) for end, size in zip(ends, self.widths, strict=True)]
        named = [{"name": column.name, "value": value} for column, value in zip(self.columns, sums, strict=True)]
        return sorted(named, key=lambda entry: -entry["value"])

    def column_at(self, place):
        """The column that a place in the matrix belongs to."""
        return self.columns[int(np.searchsorted(np.cumsum(self.widths), place, side="right"))]


def floats(table, column):
    array = table.read(column.name)
    if column.family == "vector":
        return tables.vectors(array)
    with np.errstate(over="ignore"):
        return tables.numbers(array).astype(np.float32)[:, None]


def width(table, column):
    if column.family != "vector":
        return 1
    first = table.first(column.name)
    return len(first) if first.is_valid else 1
