"""Figures of two models on the same rows, and the paired bootstrap of their difference (Efron and Tibshirani 1993, chapter 16)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import erfc, sqrt

import numpy as np

DRAWS, FEW, BLOCKS, BINS = 2_000, 500, 20_000, 40


@dataclass(frozen=True)
class Figure:
    """A function of means over rows. `champion` and `challenger` are `[rows, parts]`."""

    champion: np.ndarray
    challenger: np.ndarray
    value: Callable
    lower_is_better: bool

    def of(self, rows):
        return replace(self, champion=self.champion[rows], challenger=self.challenger[rows])


def known(classes):
    if not classes:
        return ["rmse", "mae"]
    return ["accuracy", "logLoss", *(["f1", "precision", "recall"] if len(classes) == 2 else [])]


def figures(actual, champion, challenger, classes):
    """By name, as engines/python/espalier/evaluation.py calls them."""
    made = {}
    for name in known(classes):
        parts, value, lower = PARTS[name]
        made[name] = Figure(parts(actual, champion), parts(actual, challenger), value, lower)
    return made


def mean(means):
    return means[..., 0]


def hits(actual, answers):
    return (answers.argmax(axis=1) == actual).astype(np.float64)[:, None]


def surprise(actual, answers):
    return -np.log(np.clip(answers[np.arange(len(actual)), actual], 1e-15, 1))[:, None]


def told(actual, answers):
    """True positives, what was called positive, what is."""
    called, positive = answers.argmax(axis=1) == 1, actual == 1
    return np.column_stack([called & positive, called, positive]).astype(np.float64)


def ratio(above, below):
    return np.divide(above, below, out=np.zeros_like(above), where=below > 0)


PARTS = {
    "accuracy": (hits, mean, False),
    "logLoss": (surprise, mean, True),
    "precision": (told, lambda means: ratio(means[..., 0], means[..., 1]), False),
    "recall": (told, lambda means: ratio(means[..., 0], means[..., 2]), False),
    "f1": (told, lambda means: ratio(2 * means[..., 0], means[..., 1] + means[..., 2]), False),
    "rmse": (lambda actual, answers: np.square(answers - actual)[:, None], lambda means: np.sqrt(means[..., 0]), True),
    "mae": (lambda actual, answers: np.abs(answers - actual)[:, None], mean, True),
}


def compared(figures, confidence, effect, seed, draws=DRAWS):
    """By name. The gain is positive where the challenger is better, whichever way the figure counts."""
    sides = [side for figure in figures.values() for side in (figure.champion, figure.challenger)]
    means = resampled(np.hstack(sides), draws, np.random.default_rng(seed))
    places = np.split(means, np.cumsum([side.shape[1] for side in sides])[:-1], axis=1)
    pairs = zip(figures.items(), places[::2], places[1::2])
    return {name: described(figure, one, other, confidence, effect) for (name, figure), one, other in pairs}


def described(figure, champions, challengers, confidence, effect):
    sign = -1 if figure.lower_is_better else 1
    one, other = (float(figure.value(side.mean(axis=0))) for side in (figure.champion, figure.challenger))
    drawn = sign * (figure.value(challengers) - figure.value(champions))
    low, high = np.quantile(drawn, [(1 - confidence) / 2, (1 + confidence) / 2])
    gain = sign * (other - one)
    return {
        "rows": len(figure.champion),
        "champion": one,
        "challenger": other,
        "gain": gain,
        "gainLow": float(low),
        "gainHigh": float(high),
        "error": float(drawn.std()),
        "verdict": verdict(gain, low, high, effect),
        "draws": drawn,
    }


def verdict(gain, low, high, effect):
    if low > 0 and gain >= effect:
        return "better"
    return "worse" if high < 0 and gain <= -effect else "no difference"


def resampled(parts, draws, rng):
    """Means of as many resamples. Of very many rows, blocks of rows are drawn: the mean of all varies the same."""
    parts = blocks(parts, rng)
    count = len(parts)
    weights = (np.bincount(rng.integers(0, count, count), minlength=count) for _ in range(draws))
    return np.stack([drawn @ parts for drawn in weights]) / count


def blocks(parts, rng):
    if len(parts) <= BLOCKS:
        return parts
    size = len(parts) // BLOCKS
    kept = rng.permutation(len(parts))[: size * BLOCKS]
    return parts[kept].reshape(BLOCKS, size, -1).mean(axis=1)


def judged(parts, confidence, effect):
    """Of many slices some are worse by chance: p-values are adjusted together (Benjamini and Hochberg 1995)."""
    values = np.array([two_sided(part["gain"], part["error"]) for part in parts])
    for part, p in zip(parts, adjusted(values)):
        clear = p < 1 - confidence
        part["adjusted"] = float(p)
        part["verdict"] = "better" if clear and part["gain"] >= max(effect, 0) else "worse" if clear and part["gain"] <= -effect else "no difference"
    return sorted(parts, key=lambda part: part["gain"])


def two_sided(gain, error):
    return 1.0 if gain == 0 else 0.0 if error == 0 else erfc(abs(gain) / error / sqrt(2))


def adjusted(values):
    order = np.argsort(values)
    scaled = values[order] * len(values) / np.arange(1, len(values) + 1)
    least = np.minimum.accumulate(scaled[::-1])[::-1] if len(values) else scaled
    back = np.empty_like(values)
    back[order] = np.minimum(least, 1)
    return back


def histogram(drawn):
    low, high = float(drawn.min()), float(drawn.max())
    counts, edges = np.histogram(drawn, bins=BINS if high > low else 1, range=(low, high) if high > low else None)
    return {"edges": edges.tolist(), "counts": counts.tolist()}
