"""Figures of answers whose truth is known, how sure they are, and what they may be expected to be where it is not."""

import numpy as np

from espalier.evaluation import auc, confusion, scored

DRAWS, MOST_DRAWN, SMALLEST = 200, 20_000, 1e-15

BETTER_HIGH = ("accuracy", "f1", "rocAuc", "r2")
TITLES = {
    "accuracy": "accuracy",
    "f1": "F1",
    "rocAuc": "area under the ROC curve",
    "logLoss": "log loss",
    "brier": "Brier score",
    "rmse": "root mean squared error",
    "mae": "mean absolute error",
    "r2": "R²",
}
BOUNDS = {"accuracy": (0, 1), "f1": (0, 1), "rocAuc": (0, 1), "logLoss": (0, None), "brier": (0, None), "rmse": (0, None), "mae": (0, None), "r2": (None, 1)}


def measured(answers):
    """Of rows that all have a label."""
    if not len(answers):
        return {}
    if answers.predicted.dtype.kind != "f":
        return of_classes(answers.actual, answers.predicted, answers.probabilities)
    return of_numbers(answers.actual, answers.predicted)


def of_classes(actual, predicted, probabilities):
    """F1 is that of the second of two classes, else the mean over those that there are; the Brier score sums over all classes."""
    count = probabilities.shape[1] if probabilities is not None else int(max(actual.max(), predicted.max())) + 1
    table = confusion(actual, predicted, max(count, 2))
    found = {"accuracy": float(np.mean(actual == predicted)), "f1": f1(table)}
    if probabilities is None or not np.isfinite(probabilities).all():
        return found
    areas = [area for area in (auc(actual == code, probabilities[:, code]) for code in scored(actual, count)) if area is not None]
    likelihood = np.clip(probabilities[np.arange(len(actual)), actual], SMALLEST, 1)
    truth = np.eye(count)[actual]
    return {
        **found,
        **({"rocAuc": float(np.mean(areas))} if areas else {}),
        "logLoss": float(-np.log(likelihood).mean()),
        "brier": float(np.square(probabilities - truth).sum(axis=1).mean()),
    }


def f1(table):
    hits, present, called = np.diag(table), table.sum(axis=1), table.sum(axis=0)
    each = 2 * hits / np.maximum(present + called, 1e-12)
    return float(each[1] if len(table) == 2 else each[present > 0].mean())


def of_numbers(actual, predicted):
    residuals = actual - predicted
    squares, spread = float(np.square(residuals).mean()), float(np.square(actual - actual.mean()).mean())
    return {"rmse": squares**0.5, "mae": float(np.abs(residuals).mean()), **({"r2": 1 - squares / spread} if spread else {})}


def intervals(answers, seed=0, draws=DRAWS):
    """95 % by bootstrap over rows (Efron 1979). Of very many rows fewer are drawn, and the width is that of all: it shrinks with the root."""
    count = len(answers)
    if count < 2:
        return {}
    rng = np.random.default_rng(seed)
    size = min(count, MOST_DRAWN)
    whole = measured(answers)
    drawn = [measured(answers.rows(rng.integers(0, count, size))) for _ in range(draws)]
    shrunk = np.sqrt(size / count)
    found = {}
    for name, value in whole.items():
        low, high = np.quantile([one[name] for one in drawn if name in one] or [value], (0.025, 0.975))
        found[name] = (float(value + (low - value) * shrunk), float(value + (high - value) * shrunk))
    return found


def expected(probabilities, calibrated, predicted):
    """CBPE: each figure as it is expected to be if `calibrated` are true chances. After NannyML, Kuberski et al. 2023."""
    rows, count = probabilities.shape
    likely = np.log(np.clip(probabilities, SMALLEST, 1))
    apart = np.square(probabilities).sum(axis=1, keepdims=True) - 2 * probabilities + 1
    table = np.zeros((count, count))
    for code in range(count):
        chosen = predicted == code
        table[:, code] = calibrated[chosen].sum(axis=0)
    areas = [area for area in (expected_auc(probabilities[:, code], calibrated[:, code]) for code in ([1] if count == 2 else range(count))) if area is not None]
    return {
        "accuracy": float(calibrated[np.arange(rows), predicted].mean()),
        "f1": f1(table),
        **({"rocAuc": float(np.mean(areas))} if areas else {}),
        "logLoss": float(-(calibrated * likely).sum(axis=1).mean()),
        "brier": float((calibrated * apart).sum(axis=1).mean()),
    }


def expected_auc(scores, chances):
    """As the area of a curve whose rows are positive in part; equal scores are one step."""
    order = np.argsort(-scores, kind="stable")
    last = np.append(np.flatnonzero(np.diff(scores[order])), len(scores) - 1)
    true, false = np.cumsum(chances[order])[last], np.cumsum(1 - chances[order])[last]
    if not true[-1] or not false[-1]:
        return None
    return float(np.trapezoid(np.append(0, true / true[-1]), np.append(0, false / false[-1])))


def calibrators(reference, seed=0):
    """How told probabilities become chances, by class: isotonic regression on labelled rows, where it helps on rows that it
    did not see. `(how, needed)`."""
    from sklearn.isotonic import IsotonicRegression

    rng = np.random.default_rng(seed)
    half = rng.permutation(len(reference)) % 2 == 0
    found = []
    for code in range(reference.probabilities.shape[1]):
        told, truth = reference.probabilities[:, code], (reference.actual == code).astype(float)
        trial = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(told[half], truth[half])
        before, after = calibration_error(told[~half], truth[~half]), calibration_error(trial.predict(told[~half]), truth[~half])
        fitted = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(told, truth) if after < before else None
        found.append(fitted)

    def calibrate(probabilities):
        chances = np.column_stack([
            probabilities[:, code] if one is None else one.predict(probabilities[:, code]) for code, one in enumerate(found)
        ])
        total = chances.sum(axis=1, keepdims=True)
        return np.divide(chances, total, out=np.full_like(chances, 1 / chances.shape[1]), where=total > 0)

    return calibrate, any(one is not None for one in found)


def calibration_error(told, truth, bins=10):
    """Expected calibration error over bins of equally many rows."""
    order = np.argsort(told, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    return sum(abs(told[part].mean() - truth[part].mean()) * len(part) for part in parts) / max(1, len(told))
