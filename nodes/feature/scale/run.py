import numpy as np

from espalier import fitting, graphs, tables
from espalier.columns import NUMERIC


def run(job):
    table = job.table("rows")
    train = fitting.train_rows(table)
    columns = fitting.chosen(job, table, NUMERIC)

    def fit(column):
        values = tables.numbers(table.read(column.name))[train]
        known = values[np.isfinite(values)]
        centre, spread = measures[job.params["method"]](known) if len(known) else (0.0, 1.0)
        line = None if spread else "the same value in all training rows"
        return graphs.scale(column.name, centre, spread or 1.0), line

    pieces = fitting.each(columns, fit)
    return {"rows": fitting.transformed(job, table, pieces, {column.name: "DOUBLE" for column in columns})}


def standard(values):
    return values.mean(), values.std()


def min_max(values):
    return values.min(), values.max() - values.min()


def robust(values):
    low, middle, high = np.quantile(values, [0.25, 0.5, 0.75])
    return middle, high - low


measures = {"standard": standard, "min-max": min_max, "robust": robust}
