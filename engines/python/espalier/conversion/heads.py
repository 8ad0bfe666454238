"""Estimators as ONNX nodes over a matrix of doubles: ours where they are exact, else a general converter's."""

from collections.abc import Callable
from typing import Any

import numpy as np
from onnx import TensorProto

from espalier.conversion.precise_trees import PreciseEnsemble
from espalier.conversion.unconvertible import Unconvertible
from espalier.estimators.trees import Ensemble
from espalier.graphs import Nodes

Head = Callable[[Nodes, str], str]
"""`(nodes, matrix of doubles)` to probabilities `[n, k]`, or numbers `[n, 1]`."""
NONE = "no converter of our own for"


def of(model: Any, trees: type[Ensemble] = Ensemble) -> Head:
    """Our own writer; trees in single precision or in double. Faults: Unconvertible where there is none."""
    kind = type(model).__name__
    ours = kind in WRITERS and type(model).__module__.split(".")[0] in ("sklearn", "lightgbm")
    if not ours:
        raise Unconvertible(f"{NONE} {kind}")
    writer = WRITERS[kind]
    return writer(model, trees) if writer in BY_TREES else writer(model)


def _linear(model: Any) -> Head:
    weights = np.atleast_2d(np.asarray(model.coef_, np.float64))
    if weights.shape[0] != 1:
        raise Unconvertible("several numbers at once", "train a model for each of them")
    bias = np.asarray(model.intercept_, np.float64).reshape(1)

    def head(nodes: Nodes, x: str) -> str:
        product = nodes.node("MatMul", x, nodes.constant(np.ascontiguousarray(weights.T)))
        return nodes.node("Add", product, nodes.constant(bias))

    return head


def _logistic(model: Any) -> Head:
    weights = np.ascontiguousarray(np.asarray(model.coef_, np.float64).T)
    bias = np.asarray(model.intercept_, np.float64)
    if getattr(model, "multi_class", None) in ("ovr", "multinomial"):
        raise Unconvertible(f"LogisticRegression with multi_class={model.multi_class}")

    def head(nodes: Nodes, x: str) -> str:
        raw = nodes.node("Add", nodes.node("MatMul", x, nodes.constant(weights)), nodes.constant(bias))
        return _of_two(nodes, nodes.node("Sigmoid", raw)) if weights.shape[1] == 1 else nodes.node("Softmax", raw, axis=1)

    return head


def _of_two(nodes: Nodes, second: str) -> str:
    return nodes.node("Concat", nodes.node("Sub", nodes.constant(np.float64(1)), second), second, axis=1)


def _taken(nodes: Nodes, ensemble: Ensemble, x: str) -> str:
    return x if isinstance(ensemble, PreciseEnsemble) else nodes.node("Cast", x, to=TensorProto.FLOAT)


def _as_double(nodes: Nodes, x: str) -> str:
    return nodes.node("Cast", x, to=TensorProto.DOUBLE)


def _forest(model: Any, kind: type[Ensemble]) -> Head:
    trees = getattr(model, "estimators_", None)
    trees = [model] if trees is None else list(trees)
    if model.n_outputs_ != 1:
        raise Unconvertible("several answers at once", "train a model for each of them")
    targets = len(model.classes_) if hasattr(model, "classes_") else 1
    ensemble = kind(targets)
    for one in trees:
        tree = one.tree_
        leaf = tree.children_left < 0
        weights = tree.value[leaf].reshape(leaf.sum(), targets)
        if targets > 1:
            weights = weights / weights.sum(axis=1, keepdims=True)
        _add(ensemble, tree, weights / len(trees), np.tile(np.arange(targets), (len(weights), 1)))
    return lambda nodes, x: ensemble.node(nodes, _taken(nodes, ensemble, x))


def _add(ensemble: Ensemble, tree: Any, weights: np.ndarray, targets: np.ndarray) -> None:
    leaf = tree.children_left < 0
    missing = np.asarray(getattr(tree, "missing_go_to_left", np.zeros(len(leaf))), bool)
    feature = np.where(leaf, -1, tree.feature)
    ensemble.add(feature, tree.threshold, tree.children_left, tree.children_right, missing, targets, weights)


def _gradient_boosting(model: Any, kind: type[Ensemble]) -> Head:
    columns = model.estimators_.shape[1]
    ensemble = kind(columns)
    for row in model.estimators_:
        for place, one in enumerate(row):
            leaves = one.tree_.value[one.tree_.children_left < 0].reshape(-1, 1) * model.learning_rate
            _add(ensemble, one.tree_, leaves, np.full((len(leaves), 1), place))
    start = np.asarray(model._raw_predict_init(np.zeros((1, model.n_features_in_), np.float32)), np.float64)
    if model.init is not None and model.init != "zero":
        raise Unconvertible("GradientBoosting that begins with another model", "leave out init")
    if hasattr(model, "classes_") and model.loss != "log_loss":
        raise Unconvertible(f"GradientBoostingClassifier with loss={model.loss}")
    return _boosted(ensemble, start, hasattr(model, "classes_"))


def _hist_gradient_boosting(model: Any, kind: type[Ensemble]) -> Head:
    if getattr(model, "_preprocessor", None) is not None:
        raise Unconvertible("HistGradientBoosting that takes categories itself", "encode them with OrdinalEncoder before it")
    columns = len(model._predictors[0])
    ensemble = kind(columns)
    for row in model._predictors:
        for place, one in enumerate(row):
            nodes = one.nodes
            leaf = nodes["is_leaf"].astype(bool)
            if nodes["is_categorical"].any():
                raise Unconvertible("HistGradientBoosting with categorical features", "encode them with OneHotEncoder before it")
            feature = np.where(leaf, -1, nodes["feature_idx"].astype(np.int64))
            values = nodes["value"][leaf][:, None]
            sides = nodes["left"].astype(np.int64), nodes["right"].astype(np.int64)
            missing = nodes["missing_go_to_left"].astype(bool)
            ensemble.add(feature, nodes["num_threshold"], *sides, missing, np.full((len(values), 1), place), values)
    if getattr(model, "loss", "") not in ("log_loss", "squared_error", "absolute_error", "quantile"):
        raise Unconvertible(f"HistGradientBoosting with loss={model.loss}")
    return _boosted(ensemble, np.asarray(model._baseline_prediction, np.float64).reshape(1, -1), hasattr(model, "classes_"))


def _boosted(ensemble: Ensemble, start: np.ndarray, classifies: bool) -> Head:
    def head(nodes: Nodes, x: str) -> str:
        raw = nodes.node("Add", _as_double(nodes, ensemble.node(nodes, _taken(nodes, ensemble, x))), nodes.constant(start))
        if not classifies:
            return raw
        return _of_two(nodes, nodes.node("Sigmoid", raw)) if start.size == 1 else nodes.node("Softmax", raw, axis=1)

    return head


def _lightgbm(model: Any, kind: type[Ensemble]) -> Head:
    from espalier.estimators import lightgbm as ours

    if type(model).__module__.split(".")[0] != "lightgbm":
        raise Unconvertible(f"{NONE} {type(model).__module__}.{type(model).__name__}")
    booster = getattr(model, "booster_", model)
    dump = booster.dump_model(num_iteration=1)
    objective, *settings = dump["objective"].split()
    if objective not in ("regression", "binary", "multiclass") or (objective == "binary" and settings != ["sigmoid:1"]):
        raise Unconvertible(f"LightGBM with objective={dump['objective']}")
    if any(dump.get("pandas_categorical") or []):
        raise Unconvertible("LightGBM with columns of pandas' category type", "encode them with OrdinalEncoder before it")
    rounds = booster.best_iteration if booster.best_iteration > 0 else -1
    told = {"objective": objective, **({"num_class": dump["num_class"]} if objective == "multiclass" else {})}
    if any(_has_categories(tree["tree_structure"]) for tree in dump["tree_info"]):
        raise Unconvertible("LightGBM with categorical features", "encode them with OneHotEncoder before it")
    ensemble = kind(told.get("num_class", 1))
    for index, tree in enumerate(booster.dump_model(num_iteration=rounds)["tree_info"]):
        ensemble.add(*ours.arrays(tree["tree_structure"], index % ensemble.targets))

    def head(nodes: Nodes, x: str) -> str:
        raw = _as_double(nodes, ensemble.node(nodes, _taken(nodes, ensemble, x)))
        if objective == "regression":
            return raw
        return _of_two(nodes, nodes.node("Sigmoid", raw)) if objective == "binary" else nodes.node("Softmax", raw, axis=1)

    return head


def _has_categories(node: dict) -> bool:
    return node.get("decision_type") == "==" or any(_has_categories(node[side]) for side in ("left_child", "right_child") if side in node)


def _vote(model: Any, kind: type[Ensemble]) -> Head:
    voters = [of(one, kind) for one in model.estimators_]
    weights = np.asarray(model._weights_not_none or [1] * len(voters), np.float64)

    def head(nodes: Nodes, x: str) -> str:
        shares = weights / weights.sum()
        return nodes.node("Sum", *[nodes.node("Mul", _as_double(nodes, one(nodes, x)), nodes.constant(share)) for one, share in zip(voters, shares)])

    return head


WRITERS: dict[str, Callable[..., Head]] = {
    **dict.fromkeys(["LinearRegression", "Ridge", "RidgeCV", "Lasso", "LassoCV", "ElasticNet", "ElasticNetCV"], _linear),
    **dict.fromkeys(["BayesianRidge", "HuberRegressor", "LinearSVR", "SGDRegressor", "TheilSenRegressor"], _linear),
    **dict.fromkeys(["LogisticRegression", "LogisticRegressionCV"], _logistic),
    **dict.fromkeys(["DecisionTreeClassifier", "DecisionTreeRegressor", "ExtraTreeClassifier", "ExtraTreeRegressor"], _forest),
    **dict.fromkeys(["RandomForestClassifier", "RandomForestRegressor"], _forest),
    **dict.fromkeys(["ExtraTreesClassifier", "ExtraTreesRegressor"], _forest),
    **dict.fromkeys(["GradientBoostingClassifier", "GradientBoostingRegressor"], _gradient_boosting),
    **dict.fromkeys(["HistGradientBoostingClassifier", "HistGradientBoostingRegressor"], _hist_gradient_boosting),
    **dict.fromkeys(["Booster", "LGBMClassifier", "LGBMRegressor"], _lightgbm),
    **dict.fromkeys(["VotingClassifier", "VotingRegressor"], _vote),
}
BY_TREES = (_forest, _gradient_boosting, _hist_gradient_boosting, _lightgbm, _vote)
