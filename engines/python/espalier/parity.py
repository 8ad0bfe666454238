"""The proof that the stored graph, on raw rows, answers as the trained estimator did on transformed ones."""

import numpy as np

from espalier import rawrows, running
from espalier.faults import Fault

TOLERANCE = 1e-5
MOST_ROWS = 20_000
ROWS_WITH_MISSING = 2_000
CANDIDATES = 200_000


def candidates(rows, rng):
    """Rows to choose from, in order."""
    return rows if len(rows) <= CANDIDATES else np.sort(rng.choice(rows, CANDIDATES, replace=False))


def choose(values, rng):
    """Places of at most 20,000 rows; those with missing values come first."""
    any_missing = np.logical_or.reduce([rawrows.missing(column) for column in values.values()])
    order = rng.permutation(len(any_missing))
    with_missing = order[any_missing[order]][:ROWS_WITH_MISSING]
    others = order[~np.isin(order, with_missing)][: MOST_ROWS - len(with_missing)]
    return np.sort(np.concatenate([with_missing, others]))


def prove(model, output, values, native):
    """Compares answers; differences of numbers count relative to their size beyond 1. Faults: BAD_DATA beyond the tolerance."""
    answers = running.ask(model, output, values)
    expected = native.reshape(answers.shape)
    differences = np.abs(answers - expected) / np.maximum(1, np.abs(expected))
    worst = float(differences.max(initial=0.0))
    if not worst <= TOLERANCE:
        row = int(np.nanargmax(differences.max(axis=1))) if np.isfinite(worst) else 0
        raise Fault(
            "BAD_DATA",
            f"the stored model answers differently than the trained one, by {worst:.3g} in test row {row + 1}",
            hint="scale very large numbers with Scale, or leave out the column with the largest values",
        )
    return {"rows": len(expected), "maxDifference": worst, "tolerance": TOLERANCE}
