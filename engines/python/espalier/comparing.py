"""Champion against challenger on the same rows: the gain with its paired bootstrap interval, in all and slice by slice."""

from pathlib import Path

import numpy as np

from espalier import events, graphs, pairing, rawrows, running, scoring, slicing, targets
from espalier.faults import Fault

SIDES = ("champion", "challenger")


def compare(job):
    """Gives the output `report`, as `comparison` in pipeline/ports/comparison.ts."""
    given = {side: job.inputs[side] for side in SIDES}
    demand_same_question(given)
    signature, params = given["challenger"]["signature"], job.params
    table = job.table("rows").origin
    target = table.column(signature["target"])
    classes = all_classes(given)
    metric = chosen(params["metric"], classes)

    mask = scoring.test_rows(table)
    actual, known = scoring.read_actual(table, target, classes, mask)
    rows = np.flatnonzero(mask & known)
    if len(rows) < 2:
        raise Fault("BAD_DATA", "no rows to compare on", hint="give the test part a larger share in Split")
    answers = {side: asked(given[side], table, rows, classes) for side in SIDES}
    figures = pairing.figures(actual[rows], answers["champion"], answers["challenger"], classes)
    settings = {"confidence": params["confidence"], "effect": params["minEffect"], "seed": 0}

    compared = pairing.compared(figures, **settings)
    overall = compared[metric]
    found = slicing.slices(table, given["challenger"], rows, params["slices"], params["sliceRows"])
    events.progress(0.8, "comparing slices")
    parts = [{**part.described, **pairing.compared({metric: figures[metric].of(part.rows)}, draws=pairing.FEW, **settings)[metric]} for part in found]
    parts = pairing.judged(parts, params["confidence"], params["minEffect"])
    worse = [part for part in parts if part["verdict"] == "worse"]
    for part in worse:
        events.log(f"got worse: {part['column']} {part['label']}, by {-part['gain']:.4g}")

    metrics = {
        **{name: overall[name] for name in ("champion", "challenger", "gain", "gainLow", "gainHigh")},
        "verdict": {"better": 1, "no difference": 0, "worse": -1}[overall["verdict"]],
        "worseSlices": len(worse),
    }
    report = {
        "kind": "comparison",
        "task": signature["task"],
        "target": target.name,
        "metric": metric,
        "lowerIsBetter": figures[metric].lower_is_better,
        "rows": len(rows),
        "confidence": params["confidence"],
        "minEffect": params["minEffect"],
        "names": {side: name_of(given[side], side) for side in SIDES},
        "verdict": overall["verdict"],
        "figures": [{"metric": name, "lowerIsBetter": figures[name].lower_is_better, **without_draws(one)} for name, one in compared.items()],
        "draws": pairing.histogram(overall["draws"]),
        "slices": [without_draws(part) for part in parts],
        "about": about(table, given),
        "metrics": metrics,
    }
    return {"type": "report", "file": job.write_json("comparison.json", report), "metrics": metrics}


def demand_same_question(given):
    champion, challenger = (given[side]["signature"] for side in SIDES)
    for what in ("task", "target"):
        if champion[what] != challenger[what]:
            message = f"the two foretell different things: {champion[what]} and {challenger[what]}"
            raise Fault("BAD_DATA", message, hint="compare models of the same target")


def all_classes(given):
    """Those of either, so that a class that only one knows counts against the other."""
    own = [given[side]["signature"].get("classes") or [] for side in ("challenger", "champion")]
    return [*own[0], *(name for name in own[1] if name not in own[0])] or None


def chosen(metric, classes):
    if metric == "auto":
        return "accuracy" if classes else "rmse"
    known = pairing.known(classes)
    if metric not in known:
        raise Fault("INVALID_INPUT", f"not a figure of this task: {metric}", param="metric", hint=f"choose one of: {', '.join(known)}")
    return metric


def asked(model, table, rows, classes):
    """Probabilities in the order of `classes`, or numbers."""
    signature = model["signature"]
    columns = [scoring.readable(table, wanted) for wanted in signature["inputs"]]
    values = {column.name: rawrows.taken(column, table.read(column.name), rows) for column in columns}
    output = signature["outputs"]["probabilities" if classes else "prediction"]
    answers = running.ask(graphs.load(Path(model["path"])), output, values, lambda share: events.progress(0.1 + 0.6 * share, "asking"))
    if not classes:
        return answers[:, 0].astype(np.float64)
    placed = np.zeros((len(rows), len(classes)))
    placed[:, [classes.index(name) for name in signature["classes"]]] = answers
    return placed


def name_of(model, side):
    version = model.get("version")
    return f"{version['model']} {version['number']}" if version else side


def about(table, given):
    told = []
    if table.split("test") is None:
        told.append("There is no split, so all rows were used: whoever was trained on some of them is flattered.")
    elif given["champion"].get("version"):
        told.append("The challenger has not seen these rows; the champion may have, if they are not newer than its training.")
    return told


def without_draws(compared):
    return {name: value for name, value in compared.items() if name != "draws"}
