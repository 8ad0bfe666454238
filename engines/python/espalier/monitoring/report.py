"""The report of a drift node, as `drift` of pipeline/ports/drift.ts describes it."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from espalier import columns, events
from espalier.monitoring import samples, watching
from espalier.monitoring.drift import compare, control_false_discoveries, too_few
from espalier.monitoring.watching import FEWEST_ROWS, Limits

NUMBERS = ("number", "integer")
AT_ONCE, MOST_PARTS = 2, 20


def drift(job):
    """Reads one column of each side at a time, so memory does not grow with the number of columns."""
    current = job.table("current")
    source, names = reference(job)
    chunks = watching.chunked(watching.times_of(current), current.rows, job.params["chunks"]) if current.rows else None
    features = compared_all(job, current, names) if current.rows else []
    if job.params["falseDiscoveries"]:
        control_false_discoveries(features)
    for feature, (name, is_number, read) in zip(features, names, strict=False):
        if feature["drifted"] and "score" in feature and current.with_role("time"):
            feature.update(history(job, current, name, is_number, read, feature, chunks))
    metrics = metrics_of(features)
    features.sort(key=lambda feature: (not feature["drifted"], feature["name"]))
    events.progress(1, f"{metrics['driftedFeatures']} of {metrics['features']} features drifted" if current.rows else "no rows to compare")
    report = {"kind": "drift", "reference": source, "rows": current.rows, "metrics": metrics, "features": features}
    alarms = [feature["name"] for feature in features if feature["drifted"]]
    return {"type": "report", "file": job.write_json("report.json", report), "metrics": metrics, "alarms": alarms[: watching.MOST_ALARMS]}


def metrics_of(features):
    """What gates and triggers go by comes last: a column may be called like one of these. Of nothing there are counts, but no share."""
    drifted = sum(feature["drifted"] for feature in features)
    scored = {feature["name"]: feature["score"] for feature in features if "score" in feature and not feature.get("few")}
    share = drifted / len(features) if scored or drifted else None
    return {
        **{f"drift.{name}": score for name, score in scored.items()},
        **{f"score of {name}": score for name, score in scored.items()},
        **{"drift.drifted": drifted, "drift.alarms": drifted, "drift.features": len(features)},
        **{"driftedFeatures": drifted, "features": len(features)},
        **({} if share is None else {"drift.share": share, "driftShare": share}),
    }


def history(job, current, name, is_number, read, feature, chunks):
    """The score over time, and since when it is beyond its threshold for good."""
    then, now = read(), samples.whole(current, name, is_number)
    limits = Limits(low=feature["threshold"]) if feature["test"] else Limits(high=feature["threshold"])
    series = []
    for begin, rows in chunks:
        part = samples.part(now, rows)
        score = compare(then, part, feature["method"], feature["threshold"]).get("score") if len(rows) >= FEWEST_ROWS else None
        series.append(watching.point(begin, score, len(rows)))
    since = watching.began(series, limits)
    return {"series": series, **({} if since is None else {"since": since})}


def compared_all(job, current, names):
    """Two columns at a time: reading and counting let go of the interpreter."""
    def compared(named):
        name, is_number, read = named
        return {"name": name, "type": "number" if is_number else "category", **one(job, current, name, is_number, read)}

    with ThreadPoolExecutor(AT_ONCE) as workers:
        features = []
        for feature in workers.map(compared, names):
            features.append(feature)
            events.progress(len(features) / len(names), feature["name"])
    return features


def one(job, current, name, is_number, read):
    then = read()
    if then is None:
        return {"drifted": False, "remark": "the model keeps nothing to compare with"}
    column = next((column for column in current.columns if column.name == name), None)
    if not column:
        return {"drifted": True, "remark": "the column is gone"}
    if is_number and column.family == "text":
        return {"drifted": True, "remark": "holds text now, not numbers"}
    now = samples.of_table(current, name, is_number)
    if len(then) and not len(now) and current.rows < FEWEST_ROWS:
        return {"drifted": False, **too_few(0)}
    threshold = job.params.get("threshold")
    if threshold is None and job.params["limits"] == "reference":
        return against_reference(then, now, job.params["method"])
    return compare(then, now, job.params["method"], threshold)


def against_reference(then, now, method):
    """How far parts of the reference as large as what is compared lie from all of it: mean and three standard deviations."""
    first = compare(then, now, method)
    if "score" not in first or first["test"] or first.get("few"):
        return first
    if not isinstance(then, samples.Numbers) or then.weights is not None:
        return {**first, "remark": "its reference is kept as counts, which have no parts to draw limits from"}
    count = int(np.clip(len(then) // max(1, len(now)), watching.FEWEST_CHUNKS, MOST_PARTS))
    parts = [samples.Numbers(part, 0.0) for part in np.array_split(then.values, count)]
    limits = watching.from_reference([compare(then, part, first["method"])["score"] for part in parts if len(part) >= FEWEST_ROWS], low=0)
    return compare(then, now, first["method"], limits.high) if limits and limits.high is not None else first


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
