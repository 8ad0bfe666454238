"""How far two samples, or two distributions over the same bins, lie apart. `then` is the reference, `now` what is compared with it.

Tests answer with a p-value: small means different. Distances answer with a number from 0, equal, upwards. Logarithms are natural.
"""

import numpy as np
from scipy import stats
from scipy.spatial import distance

SMALLEST_SPREAD = 1e-3
EMPTY_SHARE = 1e-4
"""Stands for the share of an empty bin where a logarithm is taken, as Evidently does."""


def kolmogorov_smirnov(then, now):
    """Of two samples of numbers. Hodges, "The significance probability of the Smirnov two-sample test", 1958."""
    return stats.ks_2samp(then, now).pvalue


def chi_square(then, now):
    """Of two rows of counts: Pearson's test of homogeneity, without a correction; with a category that only one has, too."""
    counts = np.array([then, now], dtype=float)
    counts = counts[:, counts.sum(axis=0) > 0]
    if counts.shape[1] < 2 or not counts.sum(axis=1).all():
        return 1.0
    return stats.chi2_contingency(counts, correction=False).pvalue


def z_test(then, now):
    """Of two proportions, pooled and two-sided: `[hits, misses]` each."""
    (hits, misses), (new_hits, new_misses) = then, now
    rows, new_rows = hits + misses, new_hits + new_misses
    share = (hits + new_hits) / (rows + new_rows)
    spread = np.sqrt(share * (1 - share) * (1 / rows + 1 / new_rows))
    if spread == 0:
        return 1.0
    return 2 * stats.norm.sf(abs(hits / rows - new_hits / new_rows) / spread)


def wasserstein(then, now, then_weights=None, now_weights=None):
    """Of two samples of numbers, in standard deviations of the reference; one without variance counts as one of a thousandth."""
    spread = np.sqrt(np.average((then - np.average(then, weights=then_weights)) ** 2, weights=then_weights))
    return stats.wasserstein_distance(then, now, then_weights, now_weights) / max(spread, SMALLEST_SPREAD)


def jensen_shannon(then, now):
    """The distance, which is the root of the divergence. Endres and Schindelin, "A new metric for probability distributions", 2003."""
    return distance.jensenshannon(then, now)


def population_stability(then, now):
    """PSI, the sum of (now - then) · ln(now / then). Siddiqi, "Credit Risk Scorecards", 2006."""
    then, now = filled(then), filled(now)
    return np.sum((now - then) * np.log(now / then))


def hellinger(then, now):
    then, now = shares(then), shares(now)
    return np.linalg.norm(np.sqrt(then) - np.sqrt(now)) / np.sqrt(2)


def total_variation(then, now):
    """Half of the sum of differences: the share of rows that would have to change."""
    return np.abs(shares(then) - shares(now)).sum() / 2


def kullback_leibler(then, now):
    """How much the reference surprises whoever expects what comes now: the sum of then · ln(then / now)."""
    return stats.entropy(filled(then), filled(now))


def shares(counts):
    counts = np.asarray(counts, dtype=float)
    return counts / counts.sum()


def filled(counts):
    found = shares(counts)
    return np.where(found == 0, EMPTY_SHARE, found)
