"""Samples of very many numbers, compared by bins instead of by each value: in one pass, in memory that does not grow."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from espalier.monitoring.statistics import SMALLEST_SPREAD

EXACT = 100_000
"""Up to so many values of each side statistics are those of all values."""
FINE, SAMPLED, WIDEST = 4096, 20_000, 50


@dataclass(frozen=True)
class Binned:
    counts: np.ndarray
    means: np.ndarray
    """Of the values of each bin: a distance between means is off by what lies within a bin alone."""


def wasserstein(then, now):
    """As `statistics.wasserstein` of all values, to about a thousandth of a standard deviation."""
    edges, even = fine_edges(then, now)
    one, other = (binned(values, edges, even) for values in (then, now))
    found = stats.wasserstein_distance(*(side.means[side.counts > 0] for side in (one, other)), *(side.counts[side.counts > 0] for side in (one, other)))
    return found / max(float(then.std()), SMALLEST_SPREAD)


def fine_edges(then, now):
    """Equal bins; where a few values lie far out, as many bins as there are values in each part of a sample."""
    low, high = min(then.min(), now.min()), max(then.max(), now.max())
    sample = np.sort(np.concatenate([values[:: max(1, len(values) // SAMPLED)] for values in (then, now)]))
    middle = sample[int(0.99 * len(sample))] - sample[int(0.01 * len(sample))]
    if high - low <= WIDEST * middle:
        return np.linspace(low, high, FINE + 1), True
    parts = np.quantile(sample, np.linspace(0, 1, FINE + 1))
    return np.unique(np.concatenate([[low], parts, [high]])), False


def places_of(values, edges, even):
    """The bin of each value."""
    last = len(edges) - 2
    if not even:
        return np.clip(np.searchsorted(edges, values, "right") - 1, 0, last)
    low, high = edges[0], edges[-1]
    if low == high:
        return np.zeros(len(values), np.int32)
    places = ((values - low) * ((last + 1) / (high - low))).astype(np.int32)
    return np.minimum(places, last, out=places)


def binned(values, edges, even):
    places = places_of(values, edges, even)
    counts = np.bincount(places, minlength=len(edges) - 1)
    sums = np.bincount(places, weights=values, minlength=len(edges) - 1)
    return Binned(counts, np.divide(sums, counts, out=np.zeros(len(counts)), where=counts > 0))


def even_counts(values, low, high, bins):
    """Far cheaper than NumPy's, which sorts out uneven bins too."""
    return np.bincount(places_of(values, np.linspace(low, high, bins + 1), True), minlength=bins)


def distinct(values, most):
    """All values in order; whole numbers are counted instead of sorted."""
    low, high = values.min(), values.max()
    if len(values) > EXACT and high - low <= most and np.array_equal(values, np.trunc(values)):
        return low + np.flatnonzero(np.bincount((values - low).astype(np.int64))).astype(float)
    return np.unique(values)
