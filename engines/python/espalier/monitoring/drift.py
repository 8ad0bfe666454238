"""Compares each feature of a reference with what comes now."""

import numpy as np
from scipy import stats

from espalier.monitoring import large
from espalier.monitoring.methods import METHODS, choose, fits
from espalier.monitoring.samples import Categories, Numbers, alike
from espalier.monitoring.watching import FEWEST_ROWS

FEW_BINS, MOST_BINS, MOST_OUTSIDE, MOST_BARS = 20, 60, 20, 12
PROBED, COUNTED = 1000, 1_000_000


def compare(then, now, method="auto", threshold=None):
    """One feature: its score, whether that is beyond the threshold, and the bins of both. Missing values are counted apart.

    A test knows how little a few values tell; a distance does not, so of few it is told but not judged."""
    now = alike(then, now)
    head = {"missing": [then.missing, now.missing], "rows": [len(then), len(now)]}
    if not len(then):
        return {**head, "drifted": False, "remark": "the reference has no values"}
    if not len(now):
        return {**head, "drifted": True, "remark": "no values any more", "bins": bins(then, now)}
    is_number = isinstance(then, Numbers)
    distinct = distinct_values(then, now)
    chosen = choose(is_number, len(then), distinct) if method == "auto" else method
    fitting = fits(chosen, is_number, distinct)
    if not fitting:
        chosen = choose(is_number, len(then), distinct)
    found = METHODS[chosen]
    limit = found.threshold if threshold is None or not fitting else threshold
    score = measured(found, then, now)
    remark = None if fitting else f"{method} does not suit this feature"
    if is_number and np.ptp(then.values) == 0:
        remark = "the reference does not vary"
    few = not found.is_test and len(now) < FEWEST_ROWS
    beyond = score < limit if found.is_test else score >= limit
    return {
        **head,
        **{"method": chosen, "score": score, "threshold": limit, "test": found.is_test},
        "drifted": beyond and not few,
        **(too_few(len(now)) if few else {"remark": remark} if remark else {}),
        "bins": bins(then, now),
    }


def too_few(count):
    return {"few": True, "remark": f"rows with a value: {count}, too few to say whether it drifted; from {FEWEST_ROWS} on it is said"}


def measured(method, then, now):
    """Of very many values a distance is taken by fine bins."""
    if method.of == "weighted" and then.weights is None and now.weights is None and max(len(then), len(now)) > large.EXACT:
        return float(large.wasserstein(then.values, now.values))
    return float(method.measure(*taken(method.of, then, now)))


def control_false_discoveries(features):
    """Benjamini and Hochberg, "Controlling the false discovery rate", 1995: p-values of all tests are adjusted together."""
    tests = [feature for feature in features if feature.get("test")]
    if not tests:
        return
    adjusted = stats.false_discovery_control([feature["score"] for feature in tests], method="bh")
    for feature, value in zip(tests, adjusted, strict=True):
        feature["adjusted"] = float(value)
        feature["drifted"] = bool(value < feature["threshold"])


def taken(of, then, now):
    if of == "values":
        return then.each(), now.each()
    if of == "weighted":
        return then.values, now.values, then.weights, now.weights
    return counts(then, now)


def distinct_values(then, now):
    """How many there are; where there are many, at least that many."""
    if isinstance(then, Categories):
        return len(set(then.counts) | set(now.counts))
    return len(values_of(then, now))


def values_of(then, now):
    """All values of both; only of the first rows where these alone are many, because to sort all takes long."""
    first = np.unique(np.concatenate([sample.values[:PROBED] for sample in (then, now)]))
    return first if len(first) > FEW_BINS else np.union1d(*(large.distinct(sample.values, COUNTED) for sample in (then, now)))


def counts(then, now):
    """Both over the same bins: each value its own while they are few, otherwise equal bins by Sturges' rule."""
    if isinstance(then, Categories):
        names = sorted(set(then.counts) | set(now.counts))
        return [[sample.counts[name] for name in names] for sample in (then, now)]
    values = values_of(then, now)
    if len(values) <= FEW_BINS:
        return [np.bincount(np.searchsorted(values, sample.values), sample.weights, len(values)) for sample in (then, now)]
    edges = edges_of(then, now)
    return [binned(sample, edges) for sample in (then, now)]


def binned(sample, edges):
    """NumPy is far quicker where it is told that bins are equal."""
    if sample.weights is None and sample.edges is None:
        return large.even_counts(sample.values, edges[0], edges[-1], len(edges) - 1)
    return np.histogram(sample.values, edges, weights=sample.weights)[0]


def edges_of(then, now):
    if then.edges is None:
        ends = [end(sample.values) for sample in (then, now) if len(sample) for end in (np.min, np.max)]
        return np.linspace(min(ends), max(ends), min(MOST_BINS, int(np.log2(len(then) + len(now)) + 1)) + 1)
    low, high = (pick(now.values, initial=then.edges[place]) for pick, place in ((np.min, 0), (np.max, -1)))
    width = (then.edges[1] - then.edges[0]) or 1.0
    below, above = (outside(beyond, width) for beyond in (then.edges[0] - low, high - then.edges[-1]))
    return np.unique(np.concatenate([(then.edges[0] - below)[::-1], then.edges, then.edges[-1] + above]))


def outside(beyond, width):
    """How far more bins of the same width reach, or one bin where they would be too many."""
    if beyond <= 0:
        return np.array([])
    return np.arange(1, np.ceil(beyond / width) + 1) * width if beyond <= width * MOST_OUTSIDE else np.array([beyond])


def bins(then, now):
    """For pictures: counts by edges, or by the most frequent categories."""
    if isinstance(then, Categories):
        both = then.counts + now.counts
        names = [name for name, _ in both.most_common(MOST_BARS)]
        listed = [[int(sample.counts[name]) for name in names] for sample in (then, now)]
        if len(both) > len(names):
            listed = [[*found, len(sample) - sum(found)] for found, sample in zip(listed, (then, now), strict=True)]
            names.append("…")
        return {"labels": names, "before": listed[0], "now": listed[1]}
    edges = edges_of(then, now)
    drawn = np.array([edges[0] - 0.5, edges[0] + 0.5]) if edges[0] == edges[-1] else edges
    found = [binned(sample, drawn).astype(int).tolist() for sample in (then, now)]
    return {"edges": drawn.tolist(), "before": found[0], "now": found[1]}
