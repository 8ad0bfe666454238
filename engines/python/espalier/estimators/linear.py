"""Logistic and linear regression. Their graphs compute in double, as scikit-learn does."""

import warnings

import numpy as np
from onnx import TensorProto
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression, Ridge

from espalier import events
from espalier.estimators import Fitted


def fit(data, params):
    penalty = params["penalty"]
    if data.classes:
        estimator = LogisticRegression(C=1 / penalty if penalty else np.inf, max_iter=params["iterations"])
    else:
        estimator = Ridge(alpha=penalty)
    events.progress(0.2, "solving")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ConvergenceWarning)
        estimator.fit(data.train.x.astype(np.float64), data.train.y, sample_weight=data.train.weight)
    if any(issubclass(warning.category, ConvergenceWarning) for warning in caught):
        events.log(f"not settled after {params['iterations']} steps: scale the numbers with Scale, or allow more steps")
    answer = estimator.predict_proba if data.classes else estimator.predict
    weights = np.abs(np.atleast_2d(estimator.coef_)).mean(axis=0)
    return Fitted(
        lambda x: answer(x.astype(np.float64)),
        head_of(np.atleast_2d(estimator.coef_), np.atleast_1d(estimator.intercept_), data.classes),
        weights * data.train.x.std(axis=0, dtype=np.float64),
    )


def head_of(coefficients, intercept, classes):
    def head(nodes, matrix):
        doubles = nodes.node("Cast", matrix, to=TensorProto.DOUBLE)
        product = nodes.node("MatMul", doubles, nodes.constant(np.ascontiguousarray(coefficients.T, np.float64)))
        raw = nodes.node("Add", product, nodes.constant(intercept.astype(np.float64)))
        if not classes:
            return nodes.node("Cast", raw, to=TensorProto.FLOAT)
        if len(classes) > 2:
            return nodes.node("Cast", nodes.node("Softmax", raw, axis=1), to=TensorProto.FLOAT)
        positive = nodes.node("Sigmoid", raw)
        both = nodes.node("Concat", nodes.node("Sub", nodes.constant(np.float64(1)), positive), positive, axis=1)
        return nodes.node("Cast", both, to=TensorProto.FLOAT)

    return head
