"""Autologging of one library of boosted trees, unmodified. Prints what it read back, as JSON."""

import json
import sys

import mlflow
import numpy as np
from mlflow import MlflowClient
from sklearn.datasets import load_iris

client = MlflowClient()
rows, labels = load_iris(return_X_y=True)
binary = (labels == 2).astype(int)


def xgboost():
    import xgboost as library

    mlflow.xgboost.autolog(log_datasets=False)
    data = library.DMatrix(rows, label=binary)
    made = library.train(
        {"objective": "binary:logistic", "max_depth": 2, "nthread": 1}, data, num_boost_round=5, evals=[(data, "train")]
    )
    return made.predict(data), lambda uri: mlflow.xgboost.load_model(uri).predict(data)


def lightgbm():
    import lightgbm as library

    mlflow.lightgbm.autolog(log_datasets=False)
    data = library.Dataset(rows, label=binary)
    options = {"objective": "binary", "num_leaves": 3, "num_threads": 1, "verbose": -1}
    made = library.train(options, data, num_boost_round=5, valid_sets=[data], valid_names=["train"])
    return made.predict(rows), lambda uri: mlflow.lightgbm.load_model(uri).predict(rows)


mlflow.set_experiment("boosted")
with mlflow.start_run() as run:
    predicted, again = {"xgboost": xgboost, "lightgbm": lightgbm}[sys.argv[1]]()

read = client.get_run(run.info.run_id)
[model] = mlflow.search_logged_models(
    [run.info.experiment_id], f"source_run_id = '{run.info.run_id}'", output_format="list"
)
metric = next(name for name in read.data.metrics if "logloss" in name)
print(
    "told "
    + json.dumps({
        "status": read.info.status,
        "objective": read.data.params["objective"],
        "rounds": read.data.params["num_boost_round"],
        "points": len(client.get_metric_history(run.info.run_id, metric)),
        "model": model.status.value if hasattr(model.status, "value") else str(model.status),
        "outputs": [one.model_id == model.model_id for one in read.outputs.model_outputs],
        "id": model.model_id,
        "same": bool(np.allclose(predicted, again(f"models:/{model.model_id}"))),
    })
)
