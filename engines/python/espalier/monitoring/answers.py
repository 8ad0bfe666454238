"""What a model answered and what came true, of a table of predictions or of rows that it is asked about here."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from espalier import graphs, rawrows, running, tables, targets
from espalier.faults import Fault
from espalier.monitoring import watching
from espalier.scoring import readable


@dataclass(frozen=True)
class Answers:
    times: np.ndarray | None
    predicted: np.ndarray
    """Codes of `classes`, or numbers; -1 or NaN where there is none."""
    probabilities: np.ndarray | None
    """`[n, k]`; None of numbers, or where they are not told."""
    actual: np.ndarray
    """As `predicted`, where it is known."""
    known: np.ndarray
    """Rows whose label is known."""

    def __len__(self):
        return len(self.predicted)

    def rows(self, chosen):
        times = None if self.times is None else self.times[chosen]
        probabilities = None if self.probabilities is None else self.probabilities[chosen]
        return Answers(times, self.predicted[chosen], probabilities, self.actual[chosen], self.known[chosen])


def read(table, model):
    """Of a table with the column `prediction`, as Read predictions makes it; otherwise the model is asked about its rows."""
    signature = model["signature"]
    classes = signature.get("classes")
    names = {column.name for column in table.columns}
    actual, known = labels(table, signature)
    if "prediction" not in names:
        return asked(table, model, actual, known)
    if not classes:
        predicted = tables.numbers(table.read("prediction"))
        return Answers(watching.times_of(table), predicted, None, actual, known & np.isfinite(predicted))
    predicted = coded(table, "prediction", classes)
    wanted = [f"probability of {name}" for name in classes]
    told = [tables.numbers(table.read(name)) for name in wanted] if names.issuperset(wanted) else None
    probabilities = np.column_stack(told) if told else None
    return Answers(watching.times_of(table), predicted, probabilities, actual, known & (predicted >= 0))


def asked(table, model, actual, known):
    signature, origin = model["signature"], table.origin
    rows = np.arange(origin.rows)
    columns = [readable(origin, wanted) for wanted in signature["inputs"]]
    values = {column.name: rawrows.taken(column, origin.read(column.name), rows) for column in columns}
    classes, outputs = signature.get("classes"), signature["outputs"]
    output = outputs["probabilities" if classes else "prediction"]
    found = running.ask(graphs.load(Path(model["path"])), output, values, lambda _: None)
    if not classes:
        return Answers(watching.times_of(table), found[:, 0].astype(np.float64), None, actual, known)
    return Answers(watching.times_of(table), found.argmax(axis=1), found.astype(np.float64), actual, known)


def labels(table, signature):
    """What should have been answered, and where that is known."""
    name, classes = signature["target"], signature.get("classes")
    column = next((one for one in table.columns if one.name == name), None) or table.with_role("target")
    if not column:
        nothing = np.full(table.rows, -1) if classes else np.full(table.rows, np.nan)
        return nothing, np.zeros(table.rows, bool)
    if not classes:
        if column.family not in ("number", "integer"):
            raise Fault("BAD_DATA", f"not a number: {column.name} {column.type}", column=column.name, hint="labels of a regression are numbers")
        values = tables.numbers(table.read(column.name))
        return values, np.isfinite(values)
    codes = coded(table, column.name, classes)
    return codes, codes >= 0


def coded(table, name, classes):
    codes, values = targets.as_text(table.read(name), table.column(name))
    places = {value: place for place, value in enumerate(classes)}
    return np.array([places.get(value, -1) for value in values] + [-1])[codes]
