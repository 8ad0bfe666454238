"""Parts of rows that are told apart by one column: a category, a quarter of the numbers, or no value."""

from dataclasses import dataclass

import numpy as np

from espalier import rawrows, tables
from espalier.columns import NUMERIC

COLUMNS, CATEGORIES, QUARTERS = 12, 8, 4


@dataclass(frozen=True)
class Slice:
    column: str
    label: str
    rows: np.ndarray
    """Places among the compared rows."""

    @property
    def described(self):
        return {"column": self.column, "label": self.label}


def slices(table, model, rows, names, least):
    """Of the columns named, or else of those that the model is asked for."""
    wanted = names or [given["name"] for given in model["signature"]["inputs"]][:COLUMNS]
    found = []
    for name in wanted:
        column = table.column(name)
        if column.family != "text" and column.family not in NUMERIC:
            continue
        values = rawrows.taken(column, table.read(name), rows)
        parts = of_text(values) if column.family == "text" else of_numbers(values)
        found += [Slice(name, label, places) for label, places in parts if len(places) >= least]
    return found


def of_text(values):
    names, codes, counts = np.unique(values.astype(str), return_inverse=True, return_counts=True)
    for code in np.argsort(-counts, kind="stable")[:CATEGORIES]:
        yield ("no value" if names[code] == tables.MISSING_TEXT else names[code]), np.flatnonzero(codes == code)


def of_numbers(values):
    missing = np.isnan(values)
    present = values[~missing]
    if missing.any():
        yield "no value", np.flatnonzero(missing)
    distinct = np.unique(present)
    if len(distinct) <= CATEGORIES:
        for value in distinct:
            yield f"{value:g}", np.flatnonzero(values == value)
        return
    edges = np.unique(np.quantile(present, np.linspace(0, 1, QUARTERS + 1)))
    for index, (low, high) in enumerate(zip(edges, edges[1:])):
        last = index == len(edges) - 2
        inside = (values >= low) & ((values <= high) if last else (values < high))
        yield f"{low:.4g} to {high:.4g}", np.flatnonzero(inside)
