"""Tree ensembles in ONNX, exact for float32 features."""

import numpy as np


class Ensemble:
    """Collects trees for one TreeEnsembleRegressor whose output is the sum over all trees."""

    def __init__(self, targets):
        self.targets, self.trees = targets, 0
        names = ("treeids", "nodeids", "featureids", "values", "truenodeids", "falsenodeids", "missing_value_tracks_true")
        self.nodes = {name: [] for name in (*names, "modes")}
        self.leaves = {name: [] for name in ("treeids", "nodeids", "ids", "weights")}

    def add(self, feature, threshold, left, right, missing_left, leaf_targets, leaf_weights):
        """One tree as arrays by node. `feature` is -1 in leaves; `leaf_targets` and `leaf_weights` are `[leaves, targets]`."""
        count = len(feature)
        leaf = feature < 0
        added = {
            "treeids": np.full(count, self.trees),
            "nodeids": np.arange(count),
            "featureids": np.where(leaf, 0, feature),
            "values": np.where(leaf, np.float32(0), floor32(threshold)),
            "truenodeids": np.where(leaf, 0, left),
            "falsenodeids": np.where(leaf, 0, right),
            "missing_value_tracks_true": np.where(leaf, 0, missing_left).astype(int),
            "modes": np.where(leaf, "LEAF", "BRANCH_LEQ"),
        }
        for name, values in added.items():
            self.nodes[name] += values.tolist()
        ids = np.repeat(np.flatnonzero(leaf), leaf_targets.shape[1])
        self.leaves["treeids"] += [self.trees] * len(ids)
        self.leaves["nodeids"] += ids.tolist()
        self.leaves["ids"] += leaf_targets.ravel().tolist()
        # A tree of one leaf may come with whole numbers, which ONNX would take for another type.
        self.leaves["weights"] += leaf_weights.astype(np.float64).ravel().tolist()
        self.trees += 1

    def node(self, nodes, matrix):
        return nodes.node(
            "TreeEnsembleRegressor",
            matrix,
            n_targets=self.targets,
            aggregate_function="SUM",
            **{f"nodes_{name}": values for name, values in self.nodes.items()},
            **{f"target_{name}": values for name, values in self.leaves.items()},
        )


def floor32(values):
    """The largest float32 not above each double: `x <= t` then has the same answer for every float32 `x`."""
    with np.errstate(over="ignore"):
        nearest = np.asarray(values, np.float64).astype(np.float32)
    return np.where(nearest.astype(np.float64) > values, np.nextafter(nearest, np.float32(-np.inf)), nearest)
