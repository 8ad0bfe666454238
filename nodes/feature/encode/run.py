import numpy as np

from espalier import fitting, graphs, tables
from espalier.columns import SCALAR


def run(job):
    table = job.table("rows")
    train = fitting.train_rows(table)
    columns = fitting.chosen(job, table, [family for family in SCALAR if family != "number"], default=["text"])

    def fit(column):
        return encoder(job.params, column, categories(column, table.read(column.name), train), train.sum())

    pieces = fitting.each(columns, fit)
    return {"rows": fitting.transformed(job, table, pieces, {column.name: "FLOAT[]" for column in columns})}


def categories(column, array, train):
    """Training categories with their counts, most frequent first; None stands for missing, where training had it."""
    if column.family == "text":
        codes, values = tables.text(array)
        codes = codes[train]
    else:
        known, codes = np.unique(tables.numbers(array)[train], return_inverse=True)
        values = [None if np.isnan(value) else int(value) for value in known]
    counts = np.bincount(codes + 1, minlength=len(values) + 1)
    found = [(value, count) for value, count in zip([None, *values], counts.tolist(), strict=True) if count]
    return sorted(found, key=lambda pair: (-pair[1], pair[0] is not None, pair[0]))


def encoder(params, column, found, rows):
    """The piece of graph, and what to tell."""
    method, limit = params["method"], params["maxOneHot"]
    if method == "one-hot" or (method == "auto" and len(found) <= limit):
        kept = [value for value, _ in found[:limit]]
        return graphs.one_hot(column.name, column.family, kept), f"one-hot, {len(kept)} of {len(found)} categories"
    kept = [value for value, count in found if count >= params["rareBelow"]] or [found[0][0]]
    places = {value: float(place) for place, value in enumerate(kept)}
    return (
        graphs.ordinal(column.name, column.family, places, len(kept)),
        f"ordinal by frequency, {len(kept)} categories, {len(found) - len(kept)} rare ones together",
        column.family == "text"
        and len(found) > max(100, 0.5 * rows)
        and "nearly every row has a value of its own; if it is an id, give it that role in Split",
    )
