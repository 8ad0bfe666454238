"""What every training node does around its algorithm: rows, features, target, one merged graph, its proof and signature."""

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import numpy as np
from onnx import TensorProto

from espalier import environment, events, evaluation, graphs, merging, parity, rawrows, signature, targets
from espalier import features as featuring
from espalier.estimators import Data, Part
from espalier.faults import Fault

MODULES = {"lightgbm": "lightgbm", "forest": "forest", "logistic": "linear", "linear": "linear"}
EXAMPLES, BACKGROUND, VALIDATED = 10, 100, 100_000


def train(job, read_target):
    """`read_target`: `targets.read_classes` or `targets.read_numbers`. Gives the output `model`."""
    # Libraries take a second or two to import; meanwhile the columns are read.
    with ThreadPoolExecutor(1) as background:
        algorithm = background.submit(import_module, f"espalier.estimators.{MODULES[job.params['algorithm']]}")
        return _train(job, read_target, algorithm.result)


def _train(job, read_target, algorithm):
    table, rng = job.table("rows"), np.random.default_rng(job.params["seed"])
    column = targets.column_of(job, table)
    columns = featuring.chosen(job, table, column)
    train_mask = nonempty(part_of(table, "train"))
    target = read_target(table, column, train_mask)
    train_rows = np.flatnonzero(train_mask & target.known)
    validation_rows = np.flatnonzero(part_of(table, "validation") & target.known)
    test_rows = np.flatnonzero(part_of(table, "test") & target.known)

    raw = [table.origin.column(column.name) for column in columns]
    proof_rows = parity.candidates(test_rows if len(test_rows) else train_rows, rng)
    background_rows = np.sort(rng.choice(train_rows, min(BACKGROUND, len(train_rows)), replace=False))
    described, proof_values, background_values = describe(table.origin, raw, train_rows, proof_rows, background_rows)
    inputs, categories = described
    places = parity.choose(proof_values, rng)
    proof_values = {name: values[places] for name, values in proof_values.items()}

    matrix = featuring.Matrix(table, columns)
    train_x, validation_x, proof_x = matrix.read(train_rows, validation_rows, proof_rows[places])
    weight = weights(job, table, target, train_rows)
    data = Data(
        Part(train_x, target.values[train_rows], weight),
        Part(validation_x, target.values[validation_rows], weights(job, table, target, validation_rows)),
        target.classes,
    )
    if job.params["algorithm"] != "lightgbm":
        require_known(matrix, train_x, validation_x, proof_x)
    events.log(f"{len(train_rows)} training rows, {len(validation_rows)} for validation, {train_x.shape[1]} features")
    events.progress(0.2, "training")
    fitted = algorithm().fit(data, job.params)

    events.progress(0.85, "proving")
    head = fitted.head if target.classes is None else labelled(fitted.head, target.classes)
    chain = [graphs.load(path) for path in table.graphs]
    classes = len(target.classes or [])
    as_outputs = head if target.classes else lambda nodes, x: {"prediction": head(nodes, x)}
    model, outputs = merging.merge(raw, chain, [column.name for column in columns], as_outputs, classes)
    proof = parity.prove(model, outputs[scored(outputs)], proof_values, fitted.predict(proof_x))
    graphs.save(model, job.path("model.onnx"))

    shown = rng.permutation(len(places))[:EXAMPLES]
    details = {
        "examples": rawrows.as_json(raw, proof_values, shown),
        "background": rawrows.as_json(raw, background_values, range(len(background_rows))),
        "importance": matrix.by_column(fitted.importance),
        "environment": environment.recorded(),
        "categories": categories,
        **({} if target.classes else {"target": signature.spread(target.values[train_rows])}),
    }
    return {
        "type": "model",
        "file": "model.onnx",
        "signature": {
            "task": "classification" if target.classes else "regression",
            "target": target.name,
            "inputs": inputs,
            **({"classes": target.classes} if target.classes else {}),
            "outputs": outputs,
        },
        "metrics": validated(fitted, data.validation, target.classes),
        "parity": proof,
        "details": job.write_json("details.json", details),
    }


def part_of(table, name):
    mask = table.split(name)
    if mask is None:
        raise Fault("INVALID_GRAPH", "no split before this node", hint="put a Split node before it")
    return mask


def nonempty(mask):
    if not mask.any():
        raise Fault("BAD_DATA", "no training rows in the split", hint="give the training part a larger share in Split")
    return mask


def describe(table, raw, train_rows, *row_sets):
    """Signature inputs with the categories they do not list; for each set of rows, raw values by column. Each column is read once."""
    inputs, categories, taken = [], {}, [{} for _ in row_sets]
    for column in raw:
        array = table.read(column.name)
        inputs.append(signature.describe(column, array, train_rows))
        if known := signature.known(column, array, train_rows):
            categories[column.name] = known
        for values, rows in zip(taken, row_sets, strict=True):
            values[column.name] = rawrows.taken(column, array, rows)
        events.progress(0.1 * len(inputs) / len(raw), "describing columns")
    return (inputs, categories), *taken


def weights(job, table, target, rows):
    """The column with the role `weight`, times what balances the classes if wished; None for equal weights."""
    column = table.with_role("weight")
    weight = featuring.floats(table, column)[rows, 0].astype(np.float64) if column else None
    if weight is not None and not (np.isfinite(weight).all() and (weight >= 0).all()):
        raise Fault("BAD_DATA", f"weights must be numbers from 0 up: {column.name}", column=column.name)
    if job.params.get("classWeights") == "balanced" and len(rows):
        counts = np.bincount(target.values[rows], minlength=len(target.classes))
        balance = (len(rows) / (len(target.classes) * np.maximum(counts, 1)))[target.values[rows]]
        weight = balance if weight is None else weight * balance
    return weight


def require_known(matrix, *parts):
    for part in parts:
        for place in range(part.shape[1]):
            if not np.isfinite(part[:, place]).all():
                column = matrix.column_at(place)
                raise Fault(
                    "BAD_DATA",
                    f"missing or endless values, which this algorithm cannot read: {column.name}",
                    column=column.name,
                    hint="add Impute before training, or choose LightGBM",
                )


def labelled(head, classes):
    """Ends a classifier's graph with the name of the most probable class."""

    def full(nodes, matrix):
        probabilities = head(nodes, matrix)
        best = nodes.node("ArgMax", probabilities, axis=1, keepdims=0)
        label = nodes.node("Gather", nodes.constant(np.array(classes)), best, axis=0)
        return {"label": label, "probabilities": nodes.node("Cast", probabilities, to=TensorProto.FLOAT)}

    return full


def scored(outputs):
    return "probabilities" if "probabilities" in outputs else "prediction"


def validated(fitted, part, classes):
    """Metrics on validation rows, at most 100,000."""
    if not len(part):
        return {}
    x, actual = part.sample(VALIDATED)
    answers = fitted.predict(x)
    metrics = evaluation.classification_metrics(actual, answers) if classes else evaluation.regression_metrics(actual, answers)
    return {f"validation.{name}": value for name, value in metrics.items()}
