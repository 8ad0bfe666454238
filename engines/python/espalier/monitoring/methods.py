"""Which statistic compares a feature, and where its threshold lies."""

from collections.abc import Callable
from dataclasses import dataclass

from espalier.monitoring import statistics

FEW_VALUES, SMALL_SAMPLE = 5, 1000


@dataclass(frozen=True)
class Method:
    of: str
    """What it takes: `values` of numbers, `weighted` values, `counts` by bin, or counts of `two` categories."""
    measure: Callable
    threshold: float
    is_test: bool = False
    """A p-value, so below the threshold is different; a distance is so from the threshold upwards."""


METHODS = {
    "kolmogorov-smirnov": Method("values", statistics.kolmogorov_smirnov, 0.05, is_test=True),
    "chi-square": Method("counts", statistics.chi_square, 0.05, is_test=True),
    "z-test": Method("two", statistics.z_test, 0.05, is_test=True),
    "wasserstein": Method("weighted", statistics.wasserstein, 0.1),
    "jensen-shannon": Method("counts", statistics.jensen_shannon, 0.1),
    "psi": Method("counts", statistics.population_stability, 0.1),
    "hellinger": Method("counts", statistics.hellinger, 0.1),
    "total-variation": Method("counts", statistics.total_variation, 0.1),
    "kullback-leibler": Method("counts", statistics.kullback_leibler, 0.1),
}


def choose(is_number, reference_rows, distinct):
    """Evidently's published rule: tests for a small reference, distances for a large one; `distinct` values of both together."""
    if reference_rows > SMALL_SAMPLE:
        return "wasserstein" if is_number and distinct > FEW_VALUES else "jensen-shannon"
    if is_number and distinct > FEW_VALUES:
        return "kolmogorov-smirnov"
    return "z-test" if distinct == 2 else "chi-square"


def fits(method, is_number, distinct):
    wants = METHODS[method].of
    return is_number if wants in ("values", "weighted") else distinct == 2 if wants == "two" else True
