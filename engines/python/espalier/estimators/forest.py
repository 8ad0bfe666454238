import numpy as np
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor

from espalier import events
from espalier.estimators import Fitted
from espalier.estimators.trees import Ensemble

STAGES = 20
WATCHED_ROWS = 20_000


def fit(data, params):
    trees = params["trees"]
    forest = (RandomForestClassifier if data.classes else RandomForestRegressor)(
        max_depth=params["maxDepth"],
        min_samples_leaf=params["minRowsPerLeaf"],
        max_samples=params["rowsPerTree"] if len(data.train) > params["rowsPerTree"] else None,
        random_state=params["seed"],
        n_jobs=2,
        warm_start=True,
    )
    watch, x = watcher(data), np.ascontiguousarray(data.train.x)
    for count in sorted({-(-trees * stage // STAGES) for stage in range(1, STAGES + 1)}):
        forest.set_params(n_estimators=count)
        forest.fit(x, data.train.y, sample_weight=data.train.weight)
        events.progress(0.2 + 0.6 * count / trees, f"tree {count} of {trees}")
        watch(forest)
    predict = forest.predict_proba if data.classes else forest.predict
    return Fitted(predict, head_of(forest, len(data.classes or [0])), forest.feature_importances_)


def watcher(data):
    """Reports the error on validation rows; each call asks only the trees that are new."""
    x, y = data.validation.sample(WATCHED_ROWS)
    total, seen = 0.0, 0

    def watch(forest):
        nonlocal total, seen
        if not len(y):
            return
        for tree in forest.estimators_[seen:]:
            total = total + (tree.predict_proba(x) if data.classes else tree.predict(x))
        seen = len(forest.estimators_)
        mean = total / seen
        if data.classes:
            likelihood = np.clip(mean[np.arange(len(y)), y.astype(int)], 1e-15, 1)
            events.metric("validation.logLoss", seen, -np.log(likelihood).mean())
        else:
            events.metric("validation.rmse", seen, np.sqrt(np.square(mean - y).mean()))

    return watch


def head_of(forest, targets):
    ensemble = Ensemble(targets)
    for estimator in forest.estimators_:
        tree = estimator.tree_
        leaf = tree.children_left < 0
        weights = tree.value[leaf].reshape(leaf.sum(), targets) / len(forest.estimators_)
        ensemble.add(
            np.where(leaf, -1, tree.feature),
            tree.threshold,
            tree.children_left,
            tree.children_right,
            np.zeros(len(leaf), bool),
            np.tile(np.arange(targets), (len(weights), 1)),
            weights,
        )
    return ensemble.node
