"""The column to predict, as class codes or numbers."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from espalier import events, tables
from espalier.faults import Fault

MOST_CLASSES = 100


@dataclass(frozen=True)
class Target:
    name: str
    values: np.ndarray
    """Codes of `classes`, or numbers; meaningless where not known."""
    known: np.ndarray
    classes: list[str] | None


def column_of(job, table):
    name = job.params.get("target")
    column = table.column(name) if name else table.with_role("target")
    if not column:
        raise Fault("INVALID_GRAPH", "no target", param="target", hint="choose the target in Split, or here")
    return column


def as_text(array, column):
    """`(codes, values)` of any scalar column, values as people and JSON write them; -1 for missing."""
    if column.family == "text":
        return tables.text(array)
    array = array.dictionary_encode()
    codes, _ = tables.text(pa.DictionaryArray.from_arrays(array.indices, pa.nulls(len(array.dictionary), pa.string())))
    values = array.dictionary.cast(pa.string()).to_pylist()
    missing = np.array([value == "nan" for value in values] + [True])
    return np.where(missing[codes], -1, codes), values


def read_classes(table, column, train):
    """Classes are those of the training rows. Faults: BAD_DATA when they cannot be learnt."""
    codes, values = as_text(table.read(column.name), column)
    known = check_missing(codes >= 0, column)
    counts = np.bincount(codes[train & known], minlength=len(values))
    order = sorted(np.flatnonzero(counts), key=lambda code: sort_key(column, values[code]))
    classes = [values[code] for code in order]
    if len(classes) < 2:
        of = classes[0] if classes else "none"
        hint = "choose another target, or check the filter before: it may have removed the other classes"
        raise Fault("BAD_DATA", f"only one class in the training rows of {column.name}: {of}", column=column.name, hint=hint)
    if len(classes) > MOST_CLASSES:
        hint = "use Train regressor" if column.family in ("number", "integer") else "put rare classes together first"
        raise Fault("BAD_DATA", f"too many classes in {column.name}: {len(classes)}", column=column.name, hint=hint)
    return Target(column.name, recode(codes, values, classes, known, column), known, classes)


def recode(codes, values, classes, known, column):
    """Codes in the order of `classes`. Faults: BAD_DATA for a class that training never saw."""
    places = {name: place for place, name in enumerate(classes)}
    mapping = np.array([places.get(value, -1) for value in values] + [-1])
    mapped = mapping[codes]
    unseen = codes[known & (mapped < 0)]
    if len(unseen):
        names = sorted({values[code] for code in np.unique(unseen)})
        hint = "split stratified by the target, or leave these rows out with Filter rows"
        listed = ", ".join(names[:5])
        message = f"{len(unseen)} rows of {column.name} have a class that no training row has: {listed}"
        raise Fault("BAD_DATA", message, column=column.name, hint=hint)
    return mapped


def sort_key(column, value):
    return (float(value), value) if column.family in ("number", "integer") else (0.0, value)


def read_numbers(table, column, _train):
    if column.family not in ("number", "integer"):
        raise Fault("BAD_DATA", f"not a number: {column.name} {column.type}", column=column.name, hint="use Train classifier")
    values = tables.numbers(table.read(column.name))
    return Target(column.name, values, check_missing(np.isfinite(values), column), None)


def check_missing(known, column):
    """Faults: BAD_DATA when half of the rows or more have no target; fewer are left out, and said."""
    missing, rows = int(len(known) - known.sum()), len(known)
    if rows and missing * 2 >= rows:
        hint = "choose another target, or keep only rows that have one with Filter rows"
        raise Fault("BAD_DATA", f"target missing in {missing} of {rows} rows: {column.name}", column=column.name, hint=hint)
    if missing:
        events.log(f"{missing} of {rows} rows have no {column.name} and are left out")
    return known
