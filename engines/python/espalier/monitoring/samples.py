"""What a feature held then, and what it holds now, one column in memory at a time."""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from espalier import tables
from espalier.monitoring import large

MOST_CATEGORIES = 10_000
MOST_AT_ONCE, STREAMED_BINS = 4_000_000, 4096
"""A column of more numbers than this is never in memory whole: it is binned while it is read, twice."""
OTHERS = "(others)"


@dataclass(frozen=True)
class Numbers:
    values: np.ndarray
    """Without those that are missing."""
    missing: float
    edges: np.ndarray | None = None
    """Where only bins were kept; `values` are then their middles, and `weights` how often each was."""
    weights: np.ndarray | None = None

    def __len__(self):
        return len(self.values) if self.weights is None else int(self.weights.sum())

    def each(self):
        """One value a row."""
        return self.values if self.weights is None else np.repeat(self.values, self.weights)


@dataclass(frozen=True)
class Categories:
    counts: Counter = field(default_factory=Counter)
    missing: float = 0.0
    open: bool = False
    """Categories that are not listed are counted together, as OTHERS."""

    def __len__(self):
        return sum(self.counts.values())


def of_table(table, name, is_number):
    column = table.column(name)
    if is_number:
        if table.rows > MOST_AT_ONCE:
            return streamed(table, name)
        values = tables.numbers(table.read(name))
        finite = np.isfinite(values)
        known = values if finite.all() else values[finite]
        return Numbers(known, share(len(values) - len(known), len(values)))
    array = table.read(name)
    if column.family == "boolean":
        array = array.cast("string")
    codes, values = tables.text(array if column.family in ("text", "boolean") else array.cast("string"))
    counts = np.bincount(codes[codes >= 0], minlength=len(values))
    found = Counter({value: int(count) for value, count in zip(values, counts, strict=True) if count})
    return Categories(lumped(found), share(int((codes < 0).sum()), len(codes)))


def whole(table, name, is_number):
    """Every row of a column, in its place: numbers with NaN, or codes and what they stand for."""
    if is_number:
        return tables.numbers(table.read(name))
    column = table.column(name)
    array = table.read(name)
    return tables.text(array if column.family == "text" else array.cast("string"))


def part(column, rows):
    """Some rows of a column that was read whole."""
    if isinstance(column, np.ndarray):
        values = column[rows]
        known = values[np.isfinite(values)]
        return Numbers(known, share(len(values) - len(known), len(values)))
    codes, values = column
    counts = np.bincount(codes[rows][codes[rows] >= 0], minlength=len(values))
    return Categories(Counter({value: int(count) for value, count in zip(values, counts, strict=True) if count}))


def streamed(table, name):
    """Bins between the least and the greatest value."""
    low, high, count = np.inf, -np.inf, 0
    for values in table.batches(name):
        known = values[np.isfinite(values)]
        if len(known):
            low, high, count = min(low, known.min()), max(high, known.max()), count + len(known)
    if not count:
        return Numbers(np.array([]), share(table.rows, table.rows))
    counts, sums = np.zeros(STREAMED_BINS, np.int64), np.zeros(STREAMED_BINS)
    edges = np.linspace(low, high, STREAMED_BINS + 1)
    for values in table.batches(name):
        known = values[np.isfinite(values)]
        places = large.places_of(known, edges, True)
        counts += np.bincount(places, minlength=STREAMED_BINS)
        sums += np.bincount(places, weights=known, minlength=STREAMED_BINS)
    kept = counts > 0
    return Numbers(sums[kept] / counts[kept], share(table.rows - count, table.rows), None, counts[kept])


def of_signature(feature, rows, background):
    """What a model keeps of a training column: bins, categories, or else its sample of rows; None where there is nothing."""
    name, missing = feature["name"], feature["missing"]
    if feature.get("histogram"):
        edges, counts = (np.array(feature["histogram"][key]) for key in ("edges", "counts"))
        return Numbers(middles(edges)[counts > 0], missing, edges, counts[counts > 0])
    if feature.get("categories"):
        counts = Counter({entry["value"]: entry["count"] for entry in feature["categories"]})
        rest = round(rows * (1 - missing)) - sum(counts.values()) if rows else 0
        is_open = feature.get("categoryCount", 0) > len(counts)
        if is_open:
            counts[OTHERS] = max(rest, 0)
        return Categories(counts, missing, is_open)
    known = [row[name] for row in background if row.get(name) is not None]
    if not known:
        return None
    if feature["type"] in ("number", "integer"):
        return Numbers(np.array(known, dtype=float), missing)
    return Categories(Counter(as_text(value) for value in known), missing)


def rows_of(signature):
    """How many rows a model was trained on, as far as what it keeps of them tells."""
    for feature in signature["inputs"]:
        if feature.get("histogram") and feature["missing"] < 1:
            return round(sum(feature["histogram"]["counts"]) / (1 - feature["missing"]))
    listed = (sum(entry["count"] for entry in feature.get("categories") or []) / (1 - feature["missing"])
              for feature in signature["inputs"] if feature["missing"] < 1)
    return round(max(listed, default=0))


def alike(then, now):
    """The current sample as coarse as the reference is, so that only what both can tell is compared."""
    if isinstance(then, Numbers) and then.edges is not None:
        values, weights = snapped(now, then.edges)
        return Numbers(values, now.missing, then.edges, weights)
    if isinstance(then, Categories) and then.open:
        counts = Counter()
        for value, count in now.counts.items():
            counts[value if value in then.counts else OTHERS] += count
        return Categories(counts, now.missing, True)
    return now


def snapped(sample, edges):
    """Values as the middles of their bins, with how often each is; those outside stay what they are, while they are few."""
    values, given = sample.values, sample.weights
    inside = (values >= edges[0]) & (values <= edges[-1])
    weights = None if given is None else given[inside]
    counts = np.histogram(values[inside], len(edges) - 1, (edges[0], edges[-1]), weights=weights)[0].astype(np.int64)
    outside, times = gathered(values[~inside], None if given is None else given[~inside])
    kept = counts > 0
    return np.concatenate([middles(edges)[kept], outside]), np.concatenate([counts[kept], times])


def gathered(values, weights):
    if weights is not None:
        return values, weights
    if len(values) <= large.EXACT:
        return np.unique(values, return_counts=True)
    found = large.binned(values, np.linspace(values.min(), values.max(), large.FINE + 1), True)
    return found.means[found.counts > 0], found.counts[found.counts > 0]


def middles(edges):
    return (edges[:-1] + edges[1:]) / 2


def lumped(counts):
    if len(counts) <= MOST_CATEGORIES:
        return counts
    kept = Counter(dict(counts.most_common(MOST_CATEGORIES)))
    kept[OTHERS] = sum(counts.values()) - sum(kept.values())
    return kept


def share(part, whole):
    return part / whole if whole else 0.0


def as_text(value):
    return str(value).lower() if isinstance(value, bool) else str(value)
