import json
from pathlib import Path

import numpy as np
import pytest
from sklearn import metrics

from espalier import evaluation


def answers(classes, rows=500):
    rng = np.random.default_rng(3)
    actual = rng.integers(0, classes, rows)
    raw = rng.random((rows, classes)) + 0.5 * np.eye(classes)[actual]
    return actual, raw / raw.sum(axis=1, keepdims=True)


@pytest.mark.parametrize(("classes", "average"), [(2, "binary"), (4, "macro")])
def test_figures_of_classes_are_those_of_scikit_learn(classes, average):
    actual, probabilities = answers(classes)
    found = evaluation.classification_metrics(actual, probabilities)
    predicted = probabilities.argmax(axis=1)
    scores = probabilities[:, 1] if classes == 2 else probabilities
    assert found == pytest.approx(
        {
            "accuracy": metrics.accuracy_score(actual, predicted),
            "baselineAccuracy": np.bincount(actual).max() / len(actual),
            "balancedAccuracy": metrics.balanced_accuracy_score(actual, predicted),
            "precision": metrics.precision_score(actual, predicted, average=average),
            "recall": metrics.recall_score(actual, predicted, average=average),
            "f1": metrics.f1_score(actual, predicted, average=average),
            "auc": metrics.roc_auc_score(actual, scores, multi_class="ovr"),
            "logLoss": metrics.log_loss(actual, probabilities),
        }
    )


def test_figures_of_numbers_are_those_of_scikit_learn():
    rng = np.random.default_rng(3)
    actual = rng.normal(size=500)
    predicted = actual + rng.normal(size=500)
    assert evaluation.regression_metrics(actual, predicted) == pytest.approx(
        {
            "rmse": metrics.root_mean_squared_error(actual, predicted),
            "baselineRmse": actual.std(),
            "mae": metrics.mean_absolute_error(actual, predicted),
            "medianAbsoluteError": metrics.median_absolute_error(actual, predicted),
            "r2": metrics.r2_score(actual, predicted),
        }
    )


def test_curves_are_thin_and_whole():
    actual, probabilities = answers(2, rows=5000)
    (curve,) = evaluation.roc(actual, probabilities, ["no", "yes"])
    assert curve["class"] == "yes"
    assert 100 < len(curve["fpr"]) == len(curve["tpr"]) <= 200
    assert (curve["fpr"][0], curve["tpr"][0], curve["fpr"][-1], curve["tpr"][-1]) == (0, 0, 1, 1)
    assert np.trapezoid(curve["tpr"], curve["fpr"]) == pytest.approx(curve["auc"], abs=1e-3)


def test_a_class_without_test_rows_has_no_curve():
    actual, probabilities = answers(3)
    curves = evaluation.roc(np.minimum(actual, 1), probabilities, ["a", "b", "c"])
    assert [curve["class"] for curve in curves] == ["a", "b"]


def test_a_report_is_made_from_raw_test_rows(flowers, run):
    rows = run("feature.encode", {"rows": run("feature.impute", {"rows": flowers()})})
    model = run("training.classifier", {"rows": rows})
    report = run("validation.evaluate", {"model": model, "rows": rows})
    stored = json.loads(Path(report["path"]).read_text())
    assert stored["metrics"] == report["metrics"]
    assert stored["rows"] == np.sum(stored["confusion"])
    assert stored["classes"] == ["a", "b", "c"]
    assert report["metrics"]["accuracy"] > 0.8
    assert run("validation.evaluate", {"model": model, "rows": flowers()})["metrics"] == report["metrics"]


def test_regression_reports_scatter_and_residuals(flowers, run):
    rows = run("feature.encode", {"rows": flowers(target="size")})
    report = run("validation.evaluate", {"model": run("training.regressor", {"rows": rows}), "rows": rows})
    stored = json.loads(Path(report["path"]).read_text())
    assert len(stored["scatter"]) == stored["rows"] == sum(stored["residuals"]["counts"])


def test_without_a_split_all_rows_are_used_and_that_is_said(flowers, run, capsys):
    rows = run("feature.encode", {"rows": flowers()})
    model = run("training.classifier", {"rows": rows})
    report = run("validation.evaluate", {"model": model, "rows": flowers(roles={"split": None})})
    assert json.loads(Path(report["path"]).read_text())["rows"] == 600
    assert "no split" in capsys.readouterr().out


def test_what_does_not_fit_the_model_is_told(flowers, table, run, fault):
    model = run("training.classifier", {"rows": run("feature.encode", {"rows": flowers()})})
    columns = {"Length (mm)": [1.0], "width": [1.0], "label": ["x"], "open": [True], "size": [1.0], "species": ["a"]}
    for change, split, message in [
        ({"width": ["wide"]}, "test", "the model wants number, the table has VARCHAR: width"),
        ({"species": ["z"]}, "test", "1 rows of species have a class that no training row has: z"),
        ({}, "train", "no test rows"),
    ]:
        with fault() as found:
            run("validation.evaluate", {"model": model, "rows": table({**columns, **change}, split=split)})
        assert (found.data["code"], found.data["message"]) == ("BAD_DATA", message)
    del columns["size"]
    with fault() as found:
        run("validation.evaluate", {"model": model, "rows": table(columns, split="test")})
    assert found.data["message"] == "no such column: size"
