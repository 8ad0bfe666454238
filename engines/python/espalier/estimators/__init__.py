"""One module an algorithm. Each has `fit(data, params) -> Fitted`."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Part:
    """Rows an estimator sees: float32 features, class codes or numbers, weights."""

    x: np.ndarray
    y: np.ndarray
    weight: np.ndarray | None = None

    def __len__(self):
        return len(self.y)

    def sample(self, rows):
        """`(x, y)` of about so many rows at most, evenly spread: tables are often in order of time."""
        step = -(-len(self.y) // rows) or 1
        return np.ascontiguousarray(self.x[::step]), self.y[::step]


@dataclass(frozen=True)
class Data:
    train: Part
    validation: Part
    classes: list[str] | None


@dataclass(frozen=True)
class Fitted:
    predict: Callable[[np.ndarray], np.ndarray]
    """Features → probabilities `[n, k]`, or numbers `[n]`."""
    head: Callable
    """`head(nodes, matrix)` → the same in ONNX: the name of a float tensor `[n, k]` or `[n, 1]`."""
    importance: np.ndarray
    """By column of the feature matrix."""
