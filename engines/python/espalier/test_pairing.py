import numpy as np
import pytest

from espalier import pairing

SETTINGS = {"confidence": 0.95, "effect": 0, "seed": 0}


def compared(actual, one, other, metric, classes=None, **more):
    return pairing.compared(pairing.figures(actual, one, other, classes), **{**SETTINGS, **more})[metric]


@pytest.mark.parametrize("rows", [400, 60_000])
def test_the_interval_is_that_of_paired_differences(rows):
    rng = np.random.default_rng(7)
    actual = rng.normal(size=rows)
    one = actual + rng.normal(size=rows)
    other = 0.7 * (one - actual) + actual + rng.normal(scale=0.2, size=rows)
    found = compared(actual, one, other, "mae")
    gains = np.abs(one - actual) - np.abs(other - actual)
    half = 1.96 * gains.std() / np.sqrt(rows)
    assert found["gain"] == pytest.approx(gains.mean())
    assert found["gainLow"] == pytest.approx(gains.mean() - half, abs=0.12 * half)
    assert found["gainHigh"] == pytest.approx(gains.mean() + half, abs=0.12 * half)
    assert found["verdict"] == "better"


def test_a_gain_that_does_not_count_is_no_difference_however_sure():
    actual = np.zeros(1000)
    assert compared(actual, actual + 1.0, actual + 0.99, "rmse")["verdict"] == "better"
    assert compared(actual, actual + 1.0, actual + 0.99, "rmse", effect=0.05)["verdict"] == "no difference"
    assert compared(actual, actual + 1.0, actual + 1.0, "rmse")["verdict"] == "no difference"


def test_figures_are_those_of_evaluate():
    from espalier import evaluation

    rng = np.random.default_rng(3)
    actual, scores = rng.integers(0, 2, 300), rng.random((300, 2))
    scores /= scores.sum(axis=1, keepdims=True)
    wanted = evaluation.classification_metrics(actual, scores)
    found = pairing.compared(pairing.figures(actual, scores, scores, ["a", "b"]), **SETTINGS, draws=10)
    assert {name: one["champion"] for name, one in found.items()} == pytest.approx({name: wanted[name] for name in found})


def test_the_right_interval_holds_the_truth_as_often_as_it_says():
    rng = np.random.default_rng(11)
    held = 0
    for seed in range(200):
        one, other = rng.random(150) < 0.8, rng.random(150) < 0.85
        answers = [np.where(hit[:, None], [1.0, 0.0], [0.0, 1.0]) for hit in (one, other)]
        found = compared(np.zeros(150, int), *answers, "accuracy", ["a", "b"], seed=seed, draws=400)
        held += found["gainLow"] <= 0.05 <= found["gainHigh"]
    assert 0.90 <= held / 200 <= 0.99


def test_of_many_slices_without_a_difference_few_are_told_to_be_worse():
    rng = np.random.default_rng(5)
    parts = [{"gain": float(error), "error": 1.0} for error in rng.normal(size=400)]
    told = [part for part in pairing.judged(parts, 0.95, 0) if part["verdict"] != "no difference"]
    assert len(told) <= 2
    worse = pairing.judged([*parts, {"gain": -8.0, "error": 1.0}], 0.95, 0)
    assert worse[0]["verdict"] == "worse"
