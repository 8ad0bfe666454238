import base64
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
import pyarrow as pa
import pytest

CLASSIFIERS = ["lightgbm", "forest", "logistic"]
REGRESSORS = ["lightgbm", "forest", "linear"]


def prepared(run, rows, columns=()):
    for kind in ("impute", "encode", "scale"):
        rows = run(f"feature.{kind}", {"rows": rows}, columns=list(columns))
    return rows


@pytest.mark.parametrize("algorithm", CLASSIFIERS)
def test_a_classifier_is_one_graph_from_raw_columns_to_classes(flowers, run, algorithm):
    model = run("training.classifier", {"rows": prepared(run, flowers())}, algorithm=algorithm, trees=40)
    assert model["parity"]["rows"] > 50
    assert model["parity"]["maxDifference"] < 1e-6
    session = ort.InferenceSession(model["path"])
    assert [(value.name, value.type) for value in session.get_inputs()] == [
        ("Length (mm)", "tensor(double)"), ("width", "tensor(double)"), ("label", "tensor(string)"),
        ("open", "tensor(double)"), ("size", "tensor(double)"),
    ]  # fmt: skip
    assert model["signature"]["outputs"] == {"label": "label_", "probabilities": "probabilities"}
    row = {"Length (mm)": 4.0, "width": -3.0, "label": "red", "open": 1.0, "size": 17.0}
    label, probabilities = session.run(
        ["label_", "probabilities"],
        {name: np.array([[value]], object if name == "label" else np.float64) for name, value in row.items()},
    )
    assert label.tolist() == ["c"]
    assert probabilities.shape == (1, 3)
    assert probabilities.sum() == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("algorithm", REGRESSORS)
def test_a_regressor_is_one_graph_from_raw_columns_to_a_number(flowers, run, algorithm):
    rows = prepared(run, flowers(target="size"))
    model = run("training.regressor", {"rows": rows}, algorithm=algorithm, trees=40)
    assert model["parity"]["maxDifference"] < 1e-6
    assert model["signature"]["outputs"] == {"prediction": "prediction"}
    spread = json.loads(Path(model["details"]).read_text())["target"]
    assert len(spread["edges"]) == 21
    assert 300 < sum(spread["counts"]) < 420, "six in ten of 600 rows"
    report = run("validation.evaluate", {"model": model, "rows": rows})
    assert report["metrics"]["rmse"] < 0.5 * report["metrics"]["baselineRmse"]


@pytest.mark.parametrize("algorithm", CLASSIFIERS)
def test_the_same_seed_gives_the_same_bytes(flowers, run, algorithm):
    rows = prepared(run, flowers())
    first, second = (run("training.classifier", {"rows": rows}, algorithm=algorithm, trees=5) for _ in range(2))
    for name in ("path", "details"):
        assert Path(first[name]).read_bytes() == Path(second[name]).read_bytes()


def test_the_model_says_what_a_caller_must_send(flowers, run):
    model = run("training.classifier", {"rows": prepared(run, flowers())})
    length, _, label, is_open, _ = model["signature"]["inputs"]
    assert model["signature"]["classes"] == ["a", "b", "c"]
    assert (length["name"], length["type"]) == ("Length (mm)", "number")
    assert 0.05 < length["missing"] < 0.15
    assert length["range"][0] == length["histogram"]["edges"][0] < length["range"][1]
    assert label["type"] == "text"
    assert label["categoryCount"] == len(label["categories"]) == 4
    assert label["categories"][0]["count"] >= label["categories"][3]["count"]
    assert is_open == {"name": "open", "type": "boolean", "missing": 0.0}


def test_details_hold_raw_rows_and_importance(flowers, run):
    model = run("training.classifier", {"rows": prepared(run, flowers())})
    details = json.loads(Path(model["details"]).read_text())
    assert len(details["examples"]) == 10
    assert len(details["background"]) == 100
    assert {type(row["open"]) for row in details["background"]} == {bool}
    assert None in {row["label"] for row in details["background"]}
    assert details["importance"][0]["name"] in ("size", "Length (mm)", "width")
    assert {entry["name"] for entry in details["importance"]} == {"Length (mm)", "width", "label", "open", "size"}


def test_details_know_categories_that_the_signature_does_not_list(table, run):
    names = [f"tail {index % 150}" for index in range(600)]
    rows = table({"tail": names, "y": (np.arange(600) % 2).astype(np.int64)}, split=["train"] * 480 + ["test"] * 120, target="y")
    model = run("training.classifier", {"rows": run("feature.encode", {"rows": rows})})
    (tail,) = model["signature"]["inputs"]
    assert (len(tail["categories"]), tail["categoryCount"]) == (100, 150)
    kept = base64.b64decode(json.loads(Path(model["details"]).read_text())["categories"]["tail"])
    digests = [kept[start : start + 6] for start in range(0, len(kept), 6)]
    assert digests == sorted(hashlib.sha256(name.encode()).digest()[:6] for name in set(names))


def test_lightgbm_reads_gaps_as_they_are(flowers, run):
    rows = run("feature.encode", {"rows": flowers()})
    model = run("training.classifier", {"rows": rows})
    assert model["parity"]["maxDifference"] < 1e-6
    assert [entry["name"] for entry in model["signature"]["inputs"]] == ["Length (mm)", "width", "label", "open", "size"]


@pytest.mark.parametrize("algorithm", ["forest", "logistic"])
def test_others_ask_for_impute(flowers, run, fault, algorithm):
    with fault() as found:
        run("training.classifier", {"rows": run("feature.encode", {"rows": flowers()})}, algorithm=algorithm)
    assert found.data["at"] == {"column": "Length (mm)"}
    assert "add Impute" in found.data["hint"]


def test_text_that_was_not_encoded_is_told(flowers, run, fault):
    with fault() as found:
        run("training.classifier", {"rows": flowers()})
    assert found.data["code"] == "INVALID_GRAPH"
    assert found.data["at"] == {"column": "label"}
    assert "add Encode categories" in found.data["hint"]


@pytest.mark.parametrize("kind", ["classifier", "regressor"])
@pytest.mark.parametrize("algorithm", ["lightgbm", "forest"])
def test_trees_are_exact_between_neighbouring_float32_values(table, run, kind, algorithm):
    # Values one float32 step apart: a threshold rounded to the nearest float32 would send half of them the wrong way.
    steps = np.arange(400) % 8
    x = np.float32(1000) + steps * np.spacing(np.float32(1000))
    rows = table(
        {"x": x.astype(np.float64), "y": (steps % 2).astype(np.int64)},
        split=np.where(np.arange(400) < 300, "train", "test"),
        target="y",
    )
    model = run(f"training.{kind}", {"rows": rows}, algorithm=algorithm, trees=30)
    assert model["parity"]["maxDifference"] < 1e-5


def test_gaps_that_training_never_saw_are_answered_as_lightgbm_does(table, run):
    rng = np.random.default_rng(0)
    x = rng.normal(size=400)
    y = x > 0.3
    split = np.where(np.arange(400) < 300, "train", "test")
    x[300:350] = np.nan
    rows = table({"x": pa.array(x, from_pandas=True), "z": rng.normal(size=400), "y": pa.array(y.tolist())}, split=split, target="y")
    model = run("training.classifier", {"rows": rows})
    assert model["signature"]["classes"] == ["false", "true"]
    assert model["parity"]["maxDifference"] < 1e-6


def test_features_can_be_chosen_and_left_out(flowers, run):
    rows = prepared(run, flowers())
    names = lambda model: [entry["name"] for entry in model["signature"]["inputs"]]  # noqa: E731
    assert names(run("training.classifier", {"rows": rows}, features=["size", "width"])) == ["width", "size"]
    assert names(run("training.classifier", {"rows": rows}, exclude=["label", "open"])) == ["Length (mm)", "width", "size"]


def test_early_stopping_keeps_the_best_trees(flowers, run):
    rows = prepared(run, flowers())
    few = run("training.classifier", {"rows": rows}, trees=300, earlyStopping=5)
    all_trees = run("training.classifier", {"rows": rows}, trees=300)
    assert Path(few["path"]).stat().st_size < 0.7 * Path(all_trees["path"]).stat().st_size
    assert few["metrics"]["validation.logLoss"] < all_trees["metrics"]["validation.logLoss"]


def test_balanced_weights_find_more_of_a_rare_class(table, run):
    rng = np.random.default_rng(0)
    x = rng.normal(size=2000)
    y = (x + rng.normal(size=2000)) > 2
    rows = table({"x": x, "y": pa.array(y.tolist())}, split=rng.choice(["train", "validation", "test"], 2000), target="y")
    recall = lambda **params: run("training.classifier", {"rows": rows}, **params)["metrics"]["validation.recall"]  # noqa: E731
    assert recall(classWeights="balanced") > recall() + 0.2


def test_a_weight_column_counts_and_is_no_feature(flowers, run, fault):
    rows = flowers(roles={"width": "weight"})
    with fault() as found:
        run("training.classifier", {"rows": run("feature.encode", {"rows": rows})})
    assert found.data["message"] == "weights must be numbers from 0 up: width"


def test_columns_treated_alike_are_one_tensor_in_the_order_of_the_features(table, run):
    rng = np.random.default_rng(0)
    columns = {f"n{index}": pa.array(rng.normal(index, 1 + index, 300), from_pandas=True) for index in range(40)}
    columns |= {"word": rng.choice(["a", "b", "c"], 300).tolist(), "last": rng.normal(size=300), "open": pa.array((rng.random(300) < 0.5).tolist())}
    y = columns["n3"].to_numpy() - 5 * columns["last"] + (np.array(columns["word"]) == "b")
    rows = prepared(run, table({**columns, "y": y}, split=["train", "test", "test"] * 100, target="y"))
    model = run("training.regressor", {"rows": rows}, algorithm="linear", penalty=0.01)
    assert model["parity"]["maxDifference"] < 1e-6
    graph = onnx.load(model["path"]).graph
    assert len(graph.node) < 25
    assert [value.name for value in graph.input] == list(columns)


def test_raw_columns_may_have_any_name(table, run):
    rng = np.random.default_rng(0)
    x = rng.normal(size=200)
    columns = {"espalier": x, "prediction/1": ["a", "b"] * 100, "a/out": rng.normal(size=200), "a": rng.normal(size=200)}
    rows = table({**columns, "y": x * 2}, split=["train", "test"] * 100, target="y")
    model = run("training.regressor", {"rows": prepared(run, rows)}, algorithm="linear")
    assert model["signature"]["outputs"] == {"prediction": "prediction_"}
    assert model["parity"]["maxDifference"] < 1e-6


def test_a_model_carries_no_traces_of_who_made_it(flowers, run):
    model = onnx.load(run("training.classifier", {"rows": prepared(run, flowers())})["path"])
    assert (model.producer_name, model.producer_version, model.doc_string, model.graph.doc_string) == ("", "", "", "")
    assert all(not node.doc_string for node in model.graph.node)
