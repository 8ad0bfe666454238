"""What the nodes of monitoring compute, against other people's programs and against what is known beforehand."""

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sklearn import metrics

from espalier.job import Job
from espalier.monitoring import measures, watching
from espalier.monitoring.answers import Answers
from espalier.monitoring.detectors import Adwin, Ddm, PageHinkley, changes
from espalier.monitoring.quality import quality

rng = np.random.default_rng(11)
STREAMS = {
    "step": np.r_[rng.random(1500) < 0.1, rng.random(1500) < 0.35].astype(float),
    "steady": (rng.random(4000) < 0.2).astype(float),
    "slow": (rng.random(6000) < np.linspace(0.05, 0.5, 6000)).astype(float),
    "twice": np.r_[rng.random(1000) < 0.05, rng.random(1000) < 0.5, rng.random(2000) < 0.1, rng.random(2000) < 0.6].astype(float),
    "numbers": np.abs(np.r_[rng.normal(0, 1, 2000), rng.normal(0, 3, 2000)]),
}
# Where river 0.26.1 finds changes in these: drift.ADWIN(), drift.binary.DDM(), drift.PageHinkley(mode="up").
RIVER = {
    ("step", Adwin): [1631],
    ("step", Ddm): [60, 1609, 1691],
    ("step", PageHinkley): [1720],
    ("steady", Adwin): [],
    ("steady", Ddm): [],
    ("steady", PageHinkley): [],
    ("slow", Adwin): [1887, 4447],
    ("slow", Ddm): [47, 83, 1410, 1480, 2714, 4444, 4495],
    ("slow", PageHinkley): [1687, 2928, 4643],
    ("twice", Adwin): [1023, 2079, 4031],
    ("twice", Ddm): [63, 1032, 4117],
    ("twice", PageHinkley): [1113, 4113],
    ("numbers", Adwin): [2015],
    ("numbers", PageHinkley): [2014, 3096],
}


@pytest.mark.parametrize(("stream", "detector"), RIVER)
def test_changes_are_found_where_river_finds_them(stream, detector):
    assert [change.found for change in changes(detector, STREAMS[stream])] == RIVER[stream, detector]


def test_a_change_began_where_it_did():
    assert changes(Adwin, STREAMS["step"])[0].began == pytest.approx(1500, abs=25)
    assert [change.began for change in changes(Adwin, STREAMS["twice"])] == pytest.approx([1000, 2000, 4000], abs=25)


def classified(count, classes, skew=1.0):
    """Answers with true chances, and what came true by them; `skew` other than 1 makes what is told overconfident."""
    scores = rng.normal(0, 1.2, (count, classes))
    chances = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    told = chances**skew / (chances**skew).sum(axis=1, keepdims=True)
    actual = (chances.cumsum(axis=1) > rng.random((count, 1))).argmax(axis=1)
    return Answers(None, told.argmax(axis=1), told, actual, np.ones(count, bool)), chances


def test_figures_are_those_of_scikit_learn():
    found, _ = classified(3000, 2)
    ours, positive = measures.measured(found), found.probabilities[:, 1]
    theirs = {
        "accuracy": metrics.accuracy_score(found.actual, found.predicted),
        "f1": metrics.f1_score(found.actual, found.predicted),
        "rocAuc": metrics.roc_auc_score(found.actual, positive),
        "logLoss": metrics.log_loss(found.actual, found.probabilities),
        "brier": 2 * metrics.brier_score_loss(found.actual, positive),
    }
    assert ours == pytest.approx(theirs, abs=1e-6)
    values = rng.normal(0, 2, 500)
    numbers = Answers(None, values + rng.normal(0, 1, 500), None, values, np.ones(500, bool))
    assert measures.measured(numbers) == pytest.approx(
        {
            "rmse": metrics.root_mean_squared_error(values, numbers.predicted),
            "mae": metrics.mean_absolute_error(values, numbers.predicted),
            "r2": metrics.r2_score(values, numbers.predicted),
        },
        abs=1e-6,
    )


def test_an_interval_covers_as_the_normal_one_does():
    found, _ = classified(2000, 3)
    low, high = measures.intervals(found)["accuracy"]
    share = measures.measured(found)["accuracy"]
    assert (high - low) == pytest.approx(2 * 1.96 * np.sqrt(share * (1 - share) / 2000), rel=0.2)
    many, _ = classified(80_000, 2)
    low, high = measures.intervals(many, draws=60)["accuracy"]
    share = measures.measured(many)["accuracy"]
    assert (high - low) == pytest.approx(2 * 1.96 * np.sqrt(share * (1 - share) / 80_000), rel=0.35)


@pytest.mark.parametrize("classes", [2, 4])
def test_what_is_expected_without_labels_comes_true_where_chances_are_true(classes):
    found, chances = classified(40_000, classes)
    assert measures.expected(found.probabilities, chances, found.predicted) == pytest.approx(measures.measured(found), abs=0.01)


# On such rows NannyML 0.13.1 estimates the same to four digits: area 0.7719, accuracy 0.7285, F1 0.8062.
def test_overconfident_probabilities_are_calibrated_first():
    reference, _ = classified(8000, 2, skew=3)
    later, _ = classified(20_000, 2, skew=3)
    calibrate, needed = measures.calibrators(reference)
    truth = measures.measured(later)["accuracy"]
    told = measures.expected(later.probabilities, later.probabilities, later.predicted)["accuracy"]
    calibrated = measures.expected(later.probabilities, calibrate(later.probabilities), later.predicted)["accuracy"]
    assert needed and abs(calibrated - truth) < 0.015 < abs(told - truth)


@pytest.mark.parametrize(("fewest", "alarms"), [(0, 0), (1, 1)])
def test_an_empty_window_is_held_against_the_fewest_rows(tmp_path, fewest, alarms):
    pq.write_table(pa.table({"mass": pa.array([], pa.float64())}), tmp_path / "none.parquet")
    current = {"path": str(tmp_path / "none.parquet"), "columns": [{"name": "mass", "type": "DOUBLE"}]}
    told = quality(Job("monitor.quality", {"rows": fewest}, {"current": current, "model": {}}, tmp_path))
    assert told["metrics"] == {"quality.rows": 0, "quality.alarms": alarms}
    assert told["alarms"] == ["rows"][:alarms]


def test_limits_come_of_chunks_of_the_reference():
    limits = watching.from_reference([0.8, 0.82, 0.79, 0.81, 0.83], 0, 1)
    assert (limits.low, limits.high) == pytest.approx((0.81 - 3 * np.std([0.8, 0.82, 0.79, 0.81, 0.83]), 0.81 + 3 * np.std([0.8, 0.82, 0.79, 0.81, 0.83])))
    assert watching.from_reference([0.5, 0.5, 0.5]) is None
    still = watching.from_reference([1.0, 1.0, 1.0, 1.0], 0, 1)
    assert still.beyond(0.99) and not still.beyond(1.0)
