"""Tree ensembles for features in double precision, for estimators that compare doubles."""

import numpy as np
from onnx import numpy_helper

from espalier.estimators.trees import Ensemble


class PreciseEnsemble(Ensemble):
    """As `Ensemble`, but thresholds, features and leaves are doubles."""

    element = "double"

    def __init__(self, targets):
        super().__init__(targets)
        self.thresholds = []

    def add(self, feature, threshold, *rest):
        super().add(feature, threshold, *rest)
        self.thresholds += np.where(feature < 0, 0.0, threshold).tolist()

    def node(self, nodes, matrix):
        own = {f"nodes_{name}": values for name, values in self.nodes.items() if name != "values"}
        leaves = {f"target_{name}": values for name, values in self.leaves.items() if name != "weights"}
        return nodes.node(
            "TreeEnsembleRegressor",
            matrix,
            n_targets=self.targets,
            aggregate_function="SUM",
            nodes_values_as_tensor=numpy_helper.from_array(np.asarray(self.thresholds, np.float64)),
            target_weights_as_tensor=numpy_helper.from_array(np.asarray(self.leaves["weights"], np.float64)),
            **own,
            **leaves,
        )
