"""Statistics against SciPy's own tests, and the choice between them."""

from collections import Counter

import numpy as np
import pytest
from scipy import stats
from scipy.spatial import distance

from espalier.monitoring import statistics
from espalier.monitoring.drift import compare, control_false_discoveries
from espalier.monitoring.methods import METHODS, choose
from espalier.monitoring.report import against_reference, metrics_of
from espalier.monitoring.samples import Categories, Numbers, of_signature

rng = np.random.default_rng(7)
HERE, THERE = rng.normal(0, 1, 400), rng.normal(0.4, 1.2, 300)
THEN, NOW = np.array([120, 60, 20, 0]), np.array([70, 60, 60, 10])
P, Q = THEN / THEN.sum(), NOW / NOW.sum()


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (statistics.kolmogorov_smirnov(HERE, THERE), stats.kstest(HERE, THERE).pvalue),
        (statistics.chi_square(THEN, NOW), stats.chi2_contingency([THEN, NOW], correction=False)[1]),
        (statistics.z_test([40, 60], [70, 50]), stats.chi2_contingency([[40, 60], [70, 50]], correction=False)[1]),
        (statistics.wasserstein(HERE, THERE), stats.wasserstein_distance(HERE, THERE) / HERE.std()),
        (statistics.jensen_shannon(THEN, NOW), distance.jensenshannon(P, Q)),
        (statistics.total_variation(THEN, NOW), distance.cityblock(P, Q) / 2),
        (statistics.hellinger(THEN, NOW), distance.euclidean(np.sqrt(P), np.sqrt(Q)) / np.sqrt(2)),
        (statistics.kullback_leibler(THEN[:3], NOW[:3]), stats.entropy(THEN[:3], NOW[:3])),
        (
            statistics.population_stability(THEN[:3], NOW[:3]),
            stats.entropy(THEN[:3], NOW[:3]) + stats.entropy(NOW[:3], THEN[:3]),
        ),
    ],
)
def test_statistics_are_those_of_scipy(found, expected):
    assert found == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("is_number", "rows", "distinct", "method"),
    [
        (True, 1000, 6, "kolmogorov-smirnov"),
        (True, 1000, 5, "chi-square"),
        (True, 1000, 2, "z-test"),
        (False, 1000, 40, "chi-square"),
        (False, 10, 2, "z-test"),
        (True, 1001, 6, "wasserstein"),
        (True, 1001, 5, "jensen-shannon"),
        (False, 1001, 2, "jensen-shannon"),
    ],
)
def test_the_method_follows_from_type_and_size(is_number, rows, distinct, method):
    assert choose(is_number, rows, distinct) == method


@pytest.mark.parametrize("method", METHODS)
def test_each_method_tells_a_shift_from_none(method):
    if METHODS[method].of == "two":
        then, same, other = (Categories(Counter(a=a, b=400 - a)) for a in (100, 104, 240))
    else:
        then, same, other = (Numbers(rng.normal(mean, 1, 4000), 0.0) for mean in (0, 0, 1.5))
    assert compare(then, same, method)["drifted"] is False
    assert compare(then, other, method)["drifted"] is True


def test_a_stored_histogram_stands_in_for_rows():
    edges = np.linspace(0, 20, 21)
    feature = {"name": "x", "type": "number", "missing": 0.0, "histogram": {"edges": edges.tolist(), "counts": [30] * 20}}
    then = of_signature(feature, 600, [])
    assert compare(then, Numbers(rng.uniform(0, 20, 300), 0.0))["drifted"] is False
    assert compare(then, Numbers(rng.uniform(10, 30, 300), 0.0))["drifted"] is True


def test_many_tests_at_once_find_no_more_than_one():
    features = [{"test": True, "score": score, "threshold": 0.05, "drifted": score < 0.05} for score in (0.04, 0.3, 0.5, 0.9)]
    control_false_discoveries(features)
    assert [feature["drifted"] for feature in features] == [False] * 4
    assert [feature["adjusted"] for feature in features] == pytest.approx([0.16, 0.6, 2 / 3, 0.9])


def test_a_column_called_alarms_hides_no_alarm():
    features = [{"name": name, "score": 0.5, "drifted": name == "mass"} for name in ("mass", "alarms", "share")]
    metrics = metrics_of(features)
    assert (metrics["drift.alarms"], metrics["drift.share"], metrics["drift.mass"]) == (1, 1 / 3, 0.5)


DISTANCES = [name for name, method in METHODS.items() if not method.is_test]


@pytest.mark.parametrize("method", DISTANCES)
def test_a_distance_of_few_values_is_shown_but_not_judged(method):
    then, far = Numbers(rng.normal(0, 1, 2000), 0.0), rng.normal(9, 1, 30)
    assert compare(then, Numbers(far, 0.0), method)["drifted"] is True
    few = compare(then, Numbers(far[:29], 0.0), method)
    assert (few["drifted"], few["few"], few["score"] > few["threshold"]) == (False, True, True)
    assert few["remark"].startswith("rows with a value: 29, too few")
    metrics = metrics_of([{"name": "mass", **few}])
    assert (metrics["drift.alarms"], metrics.keys() & {"drift.share", "driftShare", "drift.mass"}) == (0, set())
    limited = against_reference(then, Numbers(far, 0.0), method), against_reference(then, Numbers(far[:29], 0.0), method)
    assert [one["drifted"] for one in limited] == [True, False]


def test_a_test_of_few_values_is_judged_and_small_parts_of_a_reference_draw_no_limits():
    then, now = Numbers(rng.normal(0, 1, 100), 0.0), Numbers(rng.normal(9, 1, 20), 0.0)
    assert compare(then, now)["drifted"] is True
    assert against_reference(then, Numbers(rng.normal(0, 1, 40), 0.0), "wasserstein")["threshold"] == 0.1


def test_of_nothing_there_is_a_count_but_no_share():
    metrics = metrics_of([])
    assert metrics == {"drift.drifted": 0, "drift.alarms": 0, "drift.features": 0, "driftedFeatures": 0, "features": 0}
    assert "drift.share" not in metrics_of([{"name": "mass", "drifted": False, "remark": "the reference has no values"}])


def test_a_reference_without_variance_or_values_is_said():
    constant = Numbers(np.full(2000, 3.0), 0.0)
    assert compare(constant, Numbers(np.full(50, 3.0), 0.0)) | {"bins": None} == {
        **{"missing": [0.0, 0.0], "rows": [2000, 50], "method": "jensen-shannon", "score": 0.0, "threshold": 0.1},
        **{"test": False, "drifted": False, "remark": "the reference does not vary", "bins": None},
    }
    assert compare(constant, Numbers(rng.normal(3, 1, 50), 0.0))["drifted"] is True
    assert compare(Numbers(np.array([]), 1.0), constant)["remark"] == "the reference has no values"
    assert compare(constant, Numbers(np.array([]), 1.0))["drifted"] is True
