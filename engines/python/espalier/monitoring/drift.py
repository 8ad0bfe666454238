"""Compares each feature of a reference with what comes now."""

import numpy as np
from scipy import stats

from espalier.monitoring.methods import METHODS, choose, fits
from espalier.monitoring.samples import Categories, Numbers, alike

FEW_BINS, MOST_BINS, MOST_BARS = 20, 60, 12


def compare(then, now, method="auto", threshold=None):
    """One feature: its score, whether that is beyond the threshold, and the bins of both. Missing values are counted apart."""
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
    score = float(found.measure(*(then.values, now.values) if found.of == "values" else counts(then, now)))
    remark = None if fitting else f"{method} does not suit this feature"
    if is_number and np.ptp(then.values) == 0:
        remark = "the reference does not vary"
    return {
        **head,
        **{"method": chosen, "score": score, "threshold": limit, "test": found.is_test},
        "drifted": score < limit if found.is_test else score >= limit,
        **({"remark": remark} if remark else {}),
        "bins": bins(then, now),
    }


def control_false_discoveries(features):
    """Benjamini and Hochberg, "Controlling the false discovery rate", 1995: p-values of all tests are adjusted together."""
    tests = [feature for feature in features if feature.get("test")]
    if not tests:
        return
    adjusted = stats.false_discovery_control([feature["score"] for feature in tests], method="bh")
    for feature, value in zip(tests, adjusted, strict=True):
        feature["adjusted"] = float(value)
        feature["drifted"] = bool(value < feature["threshold"])


def distinct_values(then, now):
    if isinstance(then, Categories):
        return len(set(then.counts) | set(now.counts))
    return len(np.union1d(np.unique(then.values), np.unique(now.values)))


def counts(then, now):
    """Both over the same bins: each value its own while they are few, otherwise equal bins by Sturges' rule."""
    if isinstance(then, Categories):
        names = sorted(set(then.counts) | set(now.counts))
        return [[sample.counts[name] for name in names] for sample in (then, now)]
    values = np.union1d(np.unique(then.values), np.unique(now.values))
    if len(values) <= FEW_BINS:
        return [np.bincount(np.searchsorted(values, sample.values), minlength=len(values)) for sample in (then, now)]
    edges = edges_of(then, now)
    return [np.histogram(sample.values, edges)[0] for sample in (then, now)]


def edges_of(then, now):
    if then.edges is None:
        both = np.concatenate([then.values, now.values])
        edges = np.histogram_bin_edges(both, bins="sturges")
        return edges if len(edges) <= MOST_BINS else np.linspace(edges[0], edges[-1], MOST_BINS + 1)
    low, high = (pick(now.values, initial=then.edges[place]) for pick, place in ((np.min, 0), (np.max, -1)))
    return np.unique(np.concatenate([[low], then.edges, [high]]))


def bins(then, now):
    """For pictures: counts by edges, or by the most frequent categories."""
    if isinstance(then, Categories):
        both = then.counts + now.counts
        names = [name for name, _ in both.most_common(MOST_BARS)]
        listed = [[int(sample.counts[name]) for name in names] for sample in (then, now)]
        if len(both) > len(names):
            listed = [[*found, len(sample) - sum(found)] for found, sample in zip(listed, (then, now), strict=True)]
            names.append("…")
        return {"labels": names, "then": listed[0], "now": listed[1]}
    edges = edges_of(then, now) if len(now) or then.edges is not None else np.histogram_bin_edges(then.values, bins="sturges")
    if len(edges) == 1:
        edges = np.array([edges[0], edges[0]])
    drawn = np.array([edges[0] - 0.5, edges[0] + 0.5]) if edges[0] == edges[-1] else edges
    found = [np.histogram(sample.values, drawn)[0].tolist() for sample in (then, now)]
    return {"edges": drawn.tolist(), "then": found[0], "now": found[1]}
