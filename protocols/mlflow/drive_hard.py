"""What is hard on a server: large files in parts, thousands of points, values that are too long. Prints it as JSON."""

import hashlib
import json
import math
import os
import tempfile
import threading
from pathlib import Path

import mlflow
from mlflow import MlflowClient
from mlflow.entities import Metric, Param
from mlflow.exceptions import MlflowException
from requests import HTTPError

client = MlflowClient()
told = {}
run = client.create_run("0")
id = run.info.run_id


def failure(call):
    try:
        call()
    except MlflowException as thrown:
        return thrown.error_code
    except HTTPError as thrown:
        return thrown.response.json()["error_code"]


with tempfile.TemporaryDirectory() as folder:
    # The client sends this in parts, for the tests make parts small.
    large = Path(folder, "large file.bin")
    large.write_bytes(os.urandom(12 * 1024 * 1024 + 7))
    client.log_artifact(id, str(large), "deep/er")
    got = Path(client.download_artifacts(id, "deep/er/large file.bin", folder + "/"))
    told["same"] = hashlib.sha256(got.read_bytes()).digest() == hashlib.sha256(large.read_bytes()).digest()
    told["size"] = client.list_artifacts(id, "deep/er")[0].file_size

for start in range(0, 10_000, 1000):
    client.log_batch(id, metrics=[Metric("many", step / 7, 1_700_000_000_000 + step, step) for step in range(start, start + 1000)])
history = client.get_metric_history(id, "many")
told["many"] = [len(history), history[-1].step, [point.step for point in history] == list(range(10_000))]

for step, value in enumerate([math.nan, math.inf, -math.inf, 5e-324, 1.7976931348623157e308]):
    client.log_metric(id, "odd", value, step=step)
told["odd"] = [str(point.value) for point in sorted(client.get_metric_history(id, "odd"), key=lambda one: one.step)]

client.set_tag(id, "large", "x" * 1_000_000)
told["tag"] = len(client.get_run(id).data.tags["large"])

answers = []


def log(value):
    try:
        client.log_batch(id, params=[Param("raced", value)])
        answers.append(value)
    except MlflowException as thrown:
        answers.append(thrown.error_code)


threads = [threading.Thread(target=log, args=(str(index),)) for index in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
kept = client.get_run(id).data.params["raced"]
told["raced"] = sorted("kept" if answer == kept else answer for answer in answers)

told["up"] = failure(lambda: client.list_artifacts(id, "../.."))
told["name"] = failure(lambda: client.log_metric(id, "../../etc", 1))
client.create_registered_model("hard")
told["foreign"] = client.create_model_version("hard", f"runs:/{id}/m", run_id="f" * 32).version
told["local"] = failure(lambda: client.create_model_version("hard", "/etc/passwd"))
told["webhook"] = failure(lambda: mlflow.MlflowClient().list_webhooks())

print("told " + json.dumps(told))
