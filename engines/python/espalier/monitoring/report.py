"""The report of a drift node, as `drift` of pipeline/ports/drift.ts describes it."""

import json
from pathlib import Path

from espalier import columns, events
from espalier.faults import Fault
from espalier.monitoring import samples
from espalier.monitoring.drift import compare, control_false_discoveries

NUMBERS = ("number", "integer")


def drift(job):
    """Reads one column of each side at a time, so memory does not grow with the number of columns."""
    current = job.table("current")
    if not current.rows:
        raise Fault("BAD_DATA", "no rows to compare", hint="wait for traffic, or take a longer window")
    source, names = reference(job)
    features = []
    for place, (name, is_number, read) in enumerate(names):
        events.progress(place / len(names), name)
        features.append({"name": name, "type": "number" if is_number else "category", **one(job, current, name, is_number, read)})
    if job.params["falseDiscoveries"]:
        control_false_discoveries(features)
    compared = [feature for feature in features if "drifted" in feature]
    drifted = sum(feature["drifted"] for feature in compared)
    scores = {f"score of {feature['name']}": feature["score"] for feature in features if "score" in feature}
    metrics = {"driftShare": drifted / max(1, len(compared)), "driftedFeatures": drifted, "features": len(compared), **scores}
    features.sort(key=lambda feature: (not feature["drifted"], feature["name"]))
    events.progress(1, f"{drifted} of {len(compared)} features drifted")
    report = {"kind": "drift", "reference": source, "rows": current.rows, "metrics": metrics, "features": features}
    return {"type": "report", "file": job.write_json("report.json", report), "metrics": metrics}


def one(job, current, name, is_number, read):
    then = read()
    if then is None:
        return {"drifted": False, "remark": "the model keeps nothing to compare with"}
    column = next((column for column in current.columns if column.name == name), None)
    if not column:
        return {"drifted": True, "remark": "the column is gone"}
    if is_number and column.family == "text":
        return {"drifted": True, "remark": "holds text now, not numbers"}
    return compare(then, samples.of_table(current, name, is_number), job.params["method"], job.params.get("threshold"))


def reference(job):
    """Where it comes from, and each feature with how to read it."""
    if "reference" in job.inputs:
        table = job.table("reference")
        found = [column for column in columns.features(table.columns) if column.family in columns.SCALAR]
        return "table", [
            (column.name, column.family in NUMBERS, lambda column=column: samples.of_table(table, column.name, column.family in NUMBERS))
            for column in found
        ]
    model = job.inputs["model"]
    signature = model["signature"]
    background = json.loads(Path(model["details"]).read_text("utf-8")).get("background", [])
    rows = samples.rows_of(signature)
    return "model", [
        (feature["name"], feature["type"] in NUMBERS, lambda feature=feature: samples.of_signature(feature, rows, background))
        for feature in signature["inputs"]
        if feature["type"] != "image"
    ]
