"""Every address that MLflow's own client knows, from the descriptions it carries. Prints them as JSON."""

import json

from mlflow.protos import databricks_pb2, mlflow_artifacts_pb2, model_registry_pb2, service_pb2, webhooks_pb2

modules = [service_pb2, model_registry_pb2, mlflow_artifacts_pb2, webhooks_pb2]
known = {
    (point.method, f"/api/{point.since.major}.0/{point.path.lstrip('/')}")
    for module in modules
    for service in module.DESCRIPTOR.services_by_name.values()
    for method in service.methods
    for point in method.GetOptions().Extensions[databricks_pb2.rpc].endpoints
}
print("told " + json.dumps(sorted(known)))
