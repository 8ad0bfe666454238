"""What a data scientist does with MLflow's own client, unmodified. Prints what it read back, as JSON."""

import json
import math
import tempfile
from pathlib import Path

import mlflow
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

client = MlflowClient()
told = {}

mlflow.set_experiment("from code")
with mlflow.start_run(run_name="first", tags={"team": "red"}) as run:
    mlflow.log_params({"depth": 3, "empty": ""})
    for step in range(20):
        mlflow.log_metric("loss", 1 / (step + 1), step=step)
    mlflow.log_metric("bad", math.nan)
    mlflow.log_metric("far", -math.inf)
    with tempfile.TemporaryDirectory() as folder:
        for name in ("a.txt", "b/c.txt"):
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_text(name)
        mlflow.log_artifacts(folder, "files")
    mlflow.log_dict({"a": 1}, "d.json")
    with mlflow.start_run(nested=True, run_name="child"):
        mlflow.log_metric("loss", 0.5)

id = run.info.run_id
read = client.get_run(id)
told["status"] = read.info.status
told["params"] = read.data.params
told["metrics"] = {key: str(value) for key, value in sorted(read.data.metrics.items())}
told["history"] = [point.value for point in client.get_metric_history(id, "loss")][:3]
told["artifacts"] = sorted(file.path for file in client.list_artifacts(id))
told["file"] = Path(mlflow.artifacts.download_artifacts(run_id=id, artifact_path="files/b/c.txt")).read_text()
told["found"] = [
    found.info.run_name
    for found in client.search_runs(
        [run.info.experiment_id], "(tags.team = 'red' OR metrics.loss = 0.5) AND NOT params.depth = '9'", order_by=["run_name"]
    )
]


def failure(call):
    try:
        call()
    except MlflowException as thrown:
        return [thrown.error_code, str(thrown).split("\n")[0][:120]]


told["clash"] = failure(lambda: client.log_param(id, "depth", 4))[0]
told["nobody"] = failure(lambda: client.get_run("0" * 32))
told["taken"] = failure(lambda: client.create_experiment("from code"))[0]

mlflow.sklearn.autolog(log_datasets=False)
rows, labels = load_iris(return_X_y=True)
with mlflow.start_run(run_name="fitted") as fitted:
    LogisticRegression(max_iter=500).fit(rows, labels)
mlflow.sklearn.autolog(disable=True)
with mlflow.start_run(run_name="logged"):
    model = mlflow.sklearn.log_model(
        LogisticRegression(max_iter=500).fit(rows, labels), name="iris", serialization_format="cloudpickle"
    )
told["autologged"] = "training_accuracy_score" in client.get_run(fitted.info.run_id).data.metrics
found = mlflow.search_logged_models([run.info.experiment_id], output_format="list")
told["models"] = sorted(f"{one.name} {one.status}" for one in found)
told["measured"] = sorted({m.key for one in found for m in one.metrics or []})
told["loaded"] = int(mlflow.sklearn.load_model(model.model_uri).predict(rows[:1])[0])

print("told " + json.dumps(told))
