"""Evaluates a model by its one stored graph on raw test rows."""

from pathlib import Path

import numpy as np

from espalier import evaluation, events, graphs, rawrows, running, targets
from espalier.columns import NUMERIC
from espalier.faults import Fault


def evaluate(job):
    """Gives the output `report`."""
    given = job.inputs["model"]
    signature, table = given["signature"], job.table("rows").origin
    columns = [readable(table, wanted) for wanted in signature["inputs"]]
    target = table.column(signature["target"])
    classes = signature.get("classes")

    mask = test_rows(table)
    actual, known = read_actual(table, target, classes, mask)
    rows = np.flatnonzero(mask & known)
    if not len(rows):
        raise Fault("BAD_DATA", "no test rows", hint="give the test part a larger share in Split")
    values = {}
    for column in columns:
        values[column.name] = rawrows.taken(column, table.read(column.name), rows)
        events.progress(0.3 * len(values) / len(columns), "reading")

    outputs = signature["outputs"]
    output = outputs["probabilities" if classes else "prediction"]
    answers = running.ask(graphs.load(Path(given["path"])), output, values, lambda share: events.progress(0.3 + 0.6 * share, "asking"))
    actual = actual[rows]
    if classes:
        found = evaluation.classification(actual, answers, classes)
    else:
        found = evaluation.regression(actual, answers[:, 0].astype(np.float64), np.random.default_rng(0))
    report = {"task": signature["task"], "target": target.name, "rows": len(rows), **found}
    return {"type": "report", "file": job.write_json("evaluation.json", report), "metrics": found["metrics"]}


def readable(table, wanted):
    column = table.column(wanted["name"])
    if (column.family == "text") != (wanted["type"] == "text") or column.family not in (*NUMERIC, "text"):
        message = f"the model wants {wanted['type']}, the table has {column.type}: {column.name}"
        raise Fault("BAD_DATA", message, column=column.name, hint="correct the type where the file is loaded")
    return column


def test_rows(table):
    mask = table.split("test")
    if mask is None:
        events.log("warning: no split, so all rows are used; if the model was trained on them, these figures flatter it")
        return np.ones(table.rows, bool)
    return mask


def read_actual(table, target, classes, mask):
    """Values and where they are known."""
    if not classes:
        found = targets.read_numbers(table, target, mask)
        return found.values, found.known
    codes, names = targets.as_text(table.read(target.name), target)
    known = targets.check_missing(codes >= 0, target)
    return targets.recode(codes, names, classes, known & mask, target), known
