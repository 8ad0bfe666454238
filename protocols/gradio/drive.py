"""Drives a demo with Gradio's own Python client, unmodified, and tells what it saw."""

import json
import sys

from gradio_client import Client, handle_file
from gradio_client.exceptions import AuthenticationError

ask = json.loads(sys.argv[1])
told = {}


def said(work):
    try:
        return work()
    except Exception as error:  # noqa: BLE001
        return f"{type(error).__name__}: {error}"


def connect(**how):
    return Client(ask["url"], verbose=False, analytics_enabled=False, **how)


try:
    connect()
except AuthenticationError:
    told["nobody"] = "AuthenticationError"

client = connect(token=ask["token"])
api = client.view_api(return_format="dict", print_info=False)["named_endpoints"]
told["api"] = {name: [one["parameter_name"] for one in about["parameters"]] for name, about in api.items()}
if ask.get("picture"):
    told["answer"] = client.predict(handle_file(ask["picture"]), api_name="/predict")
    told["broken"] = said(lambda: client.predict(handle_file(ask["broken"]), api_name="/predict"))
else:
    told["answer"] = client.predict(mass=4000, island="Biscoe", api_name="/predict")
    told["usual"] = client.predict(api_name="/predict")["label"]
    told["rows"] = client.predict(
        {"headers": ["mass", "island"], "data": [[4000, "Biscoe"], [10, "Dream"]], "metadata": None},
        api_name="/predict_batch",
    )
    told["wrong"] = said(lambda: client.predict(mass="much", island="Biscoe", api_name="/predict"))
    told["unknown"] = said(lambda: client.predict(weight=3, api_name="/predict"))
    jobs = [client.submit(mass=mass, island="Biscoe", api_name="/predict") for mass in range(20)]
    told["jobs"] = len({id(job.result(timeout=30)) for job in jobs})
    told["cancelled"] = jobs[0].cancel()
    told["far"] = client.submit(mass=99999, island="Nowhere", api_name="/predict").result(timeout=30)["label"]
if ask.get("link"):
    told["link"] = connect(token=ask["link"]).predict(api_name="/predict")["label"]
    told["login"] = connect(auth=("link", ask["link"])).predict(api_name="/predict")["label"]
    told["no login"] = said(lambda: connect(auth=("link", "esd_wrong")))
print("told " + json.dumps(told))
