"""Logs ONNX and a pickle with MLflow's own client, as people do who want the platform to serve them."""

import json

import mlflow
import mlflow.onnx
import mlflow.sklearn
import numpy as np
import pandas as pd
from mlflow.models import infer_signature
from onnx import TensorProto, helper, numpy_helper
from sklearn.tree import DecisionTreeClassifier

wide = 40
rows = pd.DataFrame(np.eye(3, wide, dtype=np.float32), columns=[f"sensor {place}" for place in range(wide)])
# Large enough for MLflow to keep it in a file beside the graph.
weights = np.arange(wide * 50, dtype=np.float32).reshape(wide, 50) / 1000
graph = helper.make_graph(
    [
        helper.make_node("MatMul", ["x", "weights"], ["hidden"]),
        helper.make_node("ReduceSum", ["hidden", "axes"], ["y"], keepdims=1),
    ],
    "sum",
    [helper.make_tensor_value_info("x", TensorProto.FLOAT, [None, wide])],
    [helper.make_tensor_value_info("y", TensorProto.FLOAT, [None, 1])],
    [numpy_helper.from_array(weights, "weights"), numpy_helper.from_array(np.array([1]), "axes")],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
answers = (rows.to_numpy() @ weights).sum(axis=1)
with mlflow.start_run(run_name="summing"):
    mlflow.log_input(mlflow.data.from_pandas(rows, name="readings"), context="training")
    mlflow.log_metric("mae", 0.25)
    mlflow.onnx.log_model(
        model, name="sum", registered_model_name="sum", signature=infer_signature(rows, answers), input_example=rows
    )
    tree = DecisionTreeClassifier().fit([[0], [1]], [0, 1])
    mlflow.sklearn.log_model(tree, name="tree", registered_model_name="tree", serialization_format="pickle")
mlflow.MlflowClient().copy_model_version("models:/sum/1", "copied")
print("told", json.dumps({"rows": rows.to_dict("records"), "answers": answers.tolist()}))
