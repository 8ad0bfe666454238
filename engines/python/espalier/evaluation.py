"""How good answers are, as `evaluation` in pipeline/ports/report.ts."""

import numpy as np

from espalier.signature import histogram

POINTS, SCATTERED, CURVES, BINS = 200, 2_000, 20, 40


def classification(actual, probabilities, classes):
    """`actual`: class codes; `probabilities`: `[n, k]`."""
    curves = roc(actual, probabilities, classes)
    return {
        "metrics": classification_metrics(actual, probabilities),
        "classes": classes,
        "confusion": confusion(actual, probabilities.argmax(axis=1), len(classes)).tolist(),
        "roc": curves,
    }


def classification_metrics(actual, probabilities):
    """With two classes, precision, recall and f1 are those of the second; with more, the plain mean over classes."""
    count = probabilities.shape[1]
    table = confusion(actual, probabilities.argmax(axis=1), count)
    present = table.sum(axis=1)
    hits, rows = np.diag(table), len(actual)
    recall = hits / np.maximum(present, 1)
    precision = hits / np.maximum(table.sum(axis=0), 1)
    f1 = 2 * hits / np.maximum(present + table.sum(axis=0), 1)
    of_interest = [1] if count == 2 else np.flatnonzero(present)
    likelihood = np.clip(probabilities[np.arange(rows), actual], 1e-15, 1)
    areas = [area for area in (auc(actual == code, probabilities[:, code]) for code in scored(actual, count)) if area is not None]
    return {
        "accuracy": float(hits.sum() / rows),
        "baselineAccuracy": float(present.max() / rows),
        "balancedAccuracy": float(recall[present > 0].mean()),
        "precision": float(precision[of_interest].mean()),
        "recall": float(recall[of_interest].mean()),
        "f1": float(f1[of_interest].mean()),
        **({"auc": float(np.mean(areas))} if areas else {}),
        "logLoss": float(-np.log(likelihood).mean()),
    }


def confusion(actual, predicted, count):
    return np.bincount(actual.astype(np.int64) * count + predicted, minlength=count * count).reshape(count, count)


def scored(actual, count):
    """Classes that get a curve: the second of two, else the most frequent ones."""
    if count == 2:
        return [1]
    return np.sort(np.argsort(-np.bincount(actual, minlength=count), kind="stable")[:CURVES])


def auc(positive, scores):
    """Area under the ROC curve; None without rows of both kinds."""
    curve = steps(positive, scores)
    return None if curve is None else float(np.trapezoid(curve[1], curve[0]))


def steps(positive, scores):
    """`(fpr, tpr)` at every distinct score, from (0, 0) to (1, 1)."""
    positives = int(positive.sum())
    negatives = len(positive) - positives
    if not positives or not negatives:
        return None
    order = np.argsort(-scores, kind="stable")
    ranked, sorted_scores = positive[order], scores[order]
    last = np.append(np.flatnonzero(np.diff(sorted_scores)), len(scores) - 1)
    true = np.cumsum(ranked)[last]
    return np.append(0, (last + 1 - true) / negatives), np.append(0, true / positives)


def roc(actual, probabilities, classes):
    curves = []
    for code in scored(actual, len(classes)):
        curve = steps(actual == code, probabilities[:, code])
        if curve is not None:
            fpr, tpr = thinned(*curve)
            area = float(np.trapezoid(curve[1], curve[0]))
            curves.append({"class": classes[code], "auc": area, "fpr": fpr.tolist(), "tpr": tpr.tolist()})
    return curves


def thinned(fpr, tpr):
    """At most 200 points, evenly along the curve."""
    if len(fpr) <= POINTS:
        return fpr, tpr
    along = fpr + tpr
    kept = np.unique(np.searchsorted(along, np.linspace(0, 2, POINTS)).clip(0, len(fpr) - 1))
    kept[-1] = len(fpr) - 1
    return fpr[kept], tpr[kept]


def regression(actual, predicted, rng):
    residuals = actual - predicted
    shown = np.sort(rng.permutation(len(actual))[:SCATTERED])
    return {
        "metrics": regression_metrics(actual, predicted),
        "scatter": np.column_stack([predicted[shown], actual[shown]]).tolist(),
        "residuals": histogram(residuals, float(residuals.min()), float(residuals.max()), BINS),
    }


def regression_metrics(actual, predicted):
    residuals = actual - predicted
    spread = float(np.square(actual - actual.mean()).mean())
    squares = float(np.square(residuals).mean())
    return {
        "rmse": squares**0.5,
        "baselineRmse": spread**0.5,
        "mae": float(np.abs(residuals).mean()),
        "medianAbsoluteError": float(np.median(np.abs(residuals))),
        **({"r2": 1 - squares / spread} if spread else {}),
    }
