"""What a caller of a model sends, as `modelInput` in pipeline/ports/model.ts, from training rows."""

import numpy as np

from espalier import tables

BINS = 20
MOST_CATEGORIES = 100


def describe(column, array, train):
    """One raw column: type, share of missing, range and histogram, or categories."""
    if column.family == "text":
        codes, values = tables.text(array)
        codes = codes[train]
        counts = np.bincount(codes[codes >= 0], minlength=len(values))
        found = sorted((-int(counts[code]), values[code]) for code in np.flatnonzero(counts))
        return {
            **_head(column, codes < 0),
            "categories": [{"value": value, "count": -count} for count, value in found[:MOST_CATEGORIES]],
            "categoryCount": len(found),
        }
    values = tables.numbers(array)[train]
    head = _head(column, np.isnan(values))
    known = values[np.isfinite(values)]
    if column.family == "boolean" or not len(known):
        return head
    low, high = float(known.min()), float(known.max())
    return {**head, "range": [low, high], "histogram": histogram(known, low, high, BINS)}


def histogram(values, low, high, bins):
    """Equal bins; far cheaper than NumPy's, which sorts out uneven ones too."""
    if low == high:
        return {"edges": [low, high], "counts": [len(values)]}
    with np.errstate(over="ignore"):
        places = ((values - low) * (bins / (high - low))).astype(np.int64)
    counts = np.bincount(np.minimum(places, bins - 1), minlength=bins)
    return {"edges": np.linspace(low, high, bins + 1).tolist(), "counts": counts.tolist()}


def _head(column, missing):
    return {"name": column.name, "type": column.family, "missing": round(float(missing.mean()), 6)}
