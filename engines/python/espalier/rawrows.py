"""Raw rows as a merged graph and as JSON take them."""

import numpy as np

from espalier import tables


def taken(column, array, rows):
    """Values of some rows: text with the stand-in for missing, numbers with NaN."""
    if column.family == "text":
        codes, values = tables.text(array)
        return tables.objects(codes[rows], values)
    return tables.numbers(array)[rows]


def missing(values):
    return values == tables.MISSING_TEXT if values.dtype == object else np.isnan(values)


def as_json(columns, values, rows):
    """Rows as a caller would send them, null for missing."""
    families = [(column.name, column.family) for column in columns]
    return [{name: _plain(family, values[name][row]) for name, family in families} for row in rows]


def _plain(family, value):
    if family == "text":
        return None if value == tables.MISSING_TEXT else value
    if not np.isfinite(value):
        return None
    return {"number": float, "integer": int, "boolean": bool}[family](value)
