import numpy as np

from espalier import Fault, fitting, graphs, tables
from espalier.columns import NUMERIC, SCALAR


def run(job):
    table = job.table("rows")
    train = fitting.train_rows(table)
    columns = fitting.chosen(job, table, SCALAR)

    def fit(column):
        array = table.read(column.name)
        if column.family in NUMERIC:
            value, line = number_for(job.params, column, tables.numbers(array)[train])
            return graphs.fill_number(column.name, value), line
        codes, values = tables.text(array)
        value, line = text_for(job.params, column, codes[train], values)
        return graphs.fill_text(column.name, value), line

    pieces = fitting.each(columns, fit)
    types = {column.name: "DOUBLE" if column.family in NUMERIC else "VARCHAR" for column in columns}
    return {"rows": fitting.transformed(job, table, pieces, types)}


def number_for(params, column, values):
    known = values[np.isfinite(values)]
    if params["numbers"] == "constant":
        fill = params["number"]
    elif not len(known):
        raise nothing_known(column)
    elif column.family == "boolean":
        fill = float(known.mean() >= 0.5)
    else:
        fill = float(np.median(known) if params["numbers"] == "median" else known.mean())
    return fill, report(len(values) - len(known), fill)


def text_for(params, column, codes, values):
    known = codes[codes >= 0]
    if params["texts"] == "constant":
        fill = params["text"]
    elif not len(known):
        raise nothing_known(column)
    else:
        counts = np.bincount(known, minlength=len(values))
        # Of equally frequent values the first in the alphabet, whatever order the file has them in.
        fill = min(values[index] for index in np.flatnonzero(counts == counts.max()))
    return fill, report(len(codes) - len(known), fill)


def nothing_known(column):
    return Fault(
        "BAD_DATA",
        f"no value in any training row: {column.name}",
        column=column.name,
        hint="drop this column with Derive column, or fill with a constant",
    )


def report(missing, fill):
    return f"{missing} missing in training rows, filled with {fill}" if missing else None
