import os

# Its threads wait for each other some thousand times a second. Spinning, they starve whenever another process wants a core.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

import lightgbm  # noqa: E402
import numpy as np  # noqa: E402

from espalier import events  # noqa: E402
from espalier.estimators import Fitted  # noqa: E402
from espalier.estimators.trees import Ensemble  # noqa: E402


def fit(data, params):
    objective = objective_of(data.classes)
    settings = {
        **objective,
        "num_leaves": params["leaves"],
        "learning_rate": params["learningRate"],
        "min_data_in_leaf": params["minRowsPerLeaf"],
        "seed": params["seed"],
        "deterministic": True,
        "force_row_wise": True,
        "num_threads": 2,
        "verbosity": -1,
    }
    train = lightgbm.Dataset(data.train.x, data.train.y, weight=data.train.weight, params=settings)
    watched = []
    if len(data.validation):
        part = data.validation
        watched = [lightgbm.Dataset(part.x, part.y, weight=part.weight, reference=train, params=settings)]
    callbacks = [live(params["trees"], bool(watched))]
    if params["earlyStopping"] and watched:
        callbacks.append(lightgbm.early_stopping(params["earlyStopping"], verbose=False))
    booster = lightgbm.train(settings, train, params["trees"], watched, ["validation"] if watched else None, callbacks=callbacks)
    rounds = booster.best_iteration if params["earlyStopping"] and watched else -1
    if rounds > 0:
        events.log(f"stopped early: the best of {booster.current_iteration()} rounds was {rounds}")

    def predict(x):
        answers = booster.predict(x, num_iteration=rounds, num_threads=2)
        return np.column_stack([1 - answers, answers]) if objective["objective"] == "binary" else answers

    return Fitted(predict, head_of(booster, rounds, objective), booster.feature_importance("gain", iteration=rounds))


def objective_of(classes):
    if classes is None:
        return {"objective": "regression", "metric": "rmse"}
    if len(classes) == 2:
        return {"objective": "binary", "metric": "binary_logloss"}
    return {"objective": "multiclass", "metric": "multi_logloss", "num_class": len(classes)}


def live(trees, watching):
    """A callback that reports each round."""

    def report(env):
        events.progress(0.2 + 0.6 * (env.iteration + 1) / trees, f"tree {env.iteration + 1} of {trees}")
        if watching:
            _, name, value, _ = env.evaluation_result_list[0]
            events.metric(f"validation.{'rmse' if name == 'rmse' else 'logLoss'}", env.iteration + 1, value)

    return report


def head_of(booster, rounds, objective):
    classes = objective.get("num_class", 1)
    ensemble = Ensemble(classes)
    for index, tree in enumerate(booster.dump_model(num_iteration=rounds)["tree_info"]):
        ensemble.add(*arrays(tree["tree_structure"], index % classes))

    def head(nodes, matrix):
        raw = ensemble.node(nodes, matrix)
        if objective["objective"] == "regression":
            return raw
        if objective["objective"] == "multiclass":
            return nodes.node("Softmax", raw, axis=1)
        positive = nodes.node("Sigmoid", raw)
        return nodes.node("Concat", nodes.node("Sub", nodes.constant(np.float32(1)), positive), positive, axis=1)

    return head


def arrays(structure, target):
    """A tree of LightGBM's dump as `Ensemble.add` takes it."""
    found, left, right = [structure], {}, {}
    for index, node in enumerate(found):
        for children, side in ((left, "left_child"), (right, "right_child")):
            if side in node:
                children[index] = len(found)
                found.append(node[side])
    count = range(len(found))
    leaves = [node["leaf_value"] for node in found if "leaf_value" in node]
    return (
        np.array([node.get("split_feature", -1) for node in found]),
        np.array([node.get("threshold", 0.0) for node in found]),
        np.array([left.get(index, 0) for index in count]),
        np.array([right.get(index, 0) for index in count]),
        np.array([missing_left(node) for node in found]),
        np.full((len(leaves), 1), target),
        np.array(leaves)[:, None],
    )


def missing_left(node):
    """Where LightGBM sends NaN: a split that saw none in training reads it as 0."""
    if "threshold" not in node:
        return False
    return node["default_left"] if node["missing_type"] == "NaN" else node["threshold"] >= 0
