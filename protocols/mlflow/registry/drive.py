"""Uses a registry as people do, with MLflow's own client, and tells what it saw."""

import json

import mlflow
import mlflow.sklearn
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException
from sklearn.datasets import load_iris
from sklearn.tree import DecisionTreeClassifier


def failure(call):
    try:
        call()
    except MlflowException as thrown:
        return [thrown.error_code, str(thrown)]
    return None


features, labels = load_iris(return_X_y=True)
client = MlflowClient()
told = {}
with mlflow.start_run() as run:
    tree = DecisionTreeClassifier(random_state=0).fit(features, labels)
    logged = mlflow.sklearn.log_model(
        tree, name="tree", registered_model_name="iris", serialization_format="pickle"
    )
again = mlflow.register_model(logged.model_uri, "iris", tags={"from": "uri"})
by_run = mlflow.register_model(f"runs:/{run.info.run_id}/tree", "iris")
told["numbers"] = [int(logged.registered_model_version), int(again.version), int(by_run.version)]

client.set_registered_model_alias("iris", "champion", "1")
client.set_registered_model_tag("iris", "team", "blue")
client.set_model_version_tag("iris", "1", "checked", "yes")
client.update_model_version("iris", "1", description="the first")
client.update_registered_model("iris", description="flowers")
copied = client.copy_model_version("models:/iris@champion", "flora")
told["copied"] = [copied.name, int(copied.version)]

expected = tree.predict(features[:5]).tolist()
told["loaded"] = {
    uri: mlflow.sklearn.load_model(f"models:/{uri}").predict(features[:5]).tolist() == expected
    for uri in ["iris@champion", "iris/2", "iris/3", "flora/1", "iris/latest"]
}
told["aliases"] = client.get_registered_model("iris").aliases
told["found"] = [int(v.version) for v in client.search_model_versions("name = 'iris'", order_by=["version_number ASC"])]
told["quoted"] = [int(v.version) for v in client.search_model_versions("name = 'iris' and version_number = '2'")]
told["tagged"] = [m.name for m in client.search_registered_models("tags.team = 'blue'")]
first = client.get_model_version("iris", "1")
told["first"] = [first.description, first.tags, list(first.aliases), {v.run_id for v in [first, by_run]} == {run.info.run_id}]
links = json.loads(mlflow.get_logged_model(logged.model_id).tags["mlflow.modelVersions"])
told["linked"] = [int(link["version"]) for link in links]
told["stage"] = client.transition_model_version_stage("iris", "2", "Production").current_stage
told["latest"] = [int(v.version) for v in client.get_latest_versions("iris", ["Production"])]

client.delete_model_version_tag("iris", "1", "checked")
client.delete_registered_model_tag("iris", "team")
client.delete_registered_model_alias("iris", "champion")
told["no_alias"] = failure(lambda: client.get_model_version_by_alias("iris", "champion"))
client.delete_model_version("iris", "3")
told["no_version"] = failure(lambda: client.get_model_version("iris", "3"))
client.rename_registered_model("iris", "irises")
told["renamed"] = failure(lambda: client.get_registered_model("iris"))
client.delete_registered_model("irises")
told["left"] = [m.name for m in client.search_registered_models()]
told["local"] = failure(lambda: client.create_model_version("flora", "/etc"))
print("told", json.dumps(told))
