"""What a caller of a model sends, as `modelInput` in pipeline/ports/model.ts, from training rows."""

import base64
import hashlib

import numpy as np

from espalier import events, tables

BINS = 20
LISTED_CATEGORIES = 100
MOST_KNOWN = 100_000
# Bytes of a category's SHA-256 that are kept: that one in a billion unseen ones passes for seen does no harm.
DIGEST = 6


def describe(column, array, train):
    """One raw column: type, share of missing, range and histogram, or categories."""
    if column.family == "text":
        codes, values = tables.text(array)
        codes = codes[train]
        counts = np.bincount(codes[codes >= 0], minlength=len(values))
        found = sorted((-int(counts[code]), values[code]) for code in np.flatnonzero(counts))
        return {
            **_head(column, codes < 0),
            "categories": [{"value": value, "count": -count} for count, value in found[:LISTED_CATEGORIES]],
            "categoryCount": len(found),
        }
    values = tables.numbers(array)[train]
    head = _head(column, np.isnan(values))
    known = values[np.isfinite(values)]
    if column.family == "boolean" or not len(known):
        return head
    low, high = float(known.min()), float(known.max())
    return {**head, "range": [low, high], "histogram": histogram(known, low, high, BINS)}


def known(column, array, train):
    """All training categories of a text column that its description does not list, as `categoriesSeen` in
    engines/models/categories-seen.ts reads them; None where there are too many to keep, or none left out."""
    if column.family != "text":
        return None
    codes, values = tables.text(array)
    found = np.flatnonzero(np.bincount(codes[train] + 1, minlength=len(values) + 1)[1:])
    if len(found) > MOST_KNOWN:
        events.log(f"{column.name}: more than {MOST_KNOWN} categories, so one that is new is answered without a warning")
    if not LISTED_CATEGORIES < len(found) <= MOST_KNOWN:
        return None
    digests = sorted(hashlib.sha256(values[code].encode()).digest()[:DIGEST] for code in found)
    return base64.b64encode(b"".join(digests)).decode()


def histogram(values, low, high, bins):
    """Equal bins; far cheaper than NumPy's, which sorts out uneven ones too."""
    if low == high:
        return {"edges": [low, high], "counts": [len(values)]}
    with np.errstate(over="ignore"):
        places = ((values - low) * (bins / (high - low))).astype(np.int64)
    counts = np.bincount(np.minimum(places, bins - 1), minlength=bins)
    return {"edges": np.linspace(low, high, bins + 1).tolist(), "counts": counts.tolist()}


def spread(values):
    """How the numbers to predict lay in training; None where there are none."""
    known = np.asarray(values, np.float64)
    known = known[np.isfinite(known)]
    return histogram(known, float(known.min()), float(known.max()), BINS) if len(known) else None


def _head(column, missing):
    return {"name": column.name, "type": column.family, "missing": round(float(missing.mean()), 6)}
