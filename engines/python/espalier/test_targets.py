import pyarrow as pa
import pytest

HALF = ["train", "test"] * 30
X = [float(value) for value in range(60)]


@pytest.mark.parametrize(
    ("values", "classes"),
    [
        ([10, 9, 9, 10] * 15, ["9", "10"]),
        ([1.0, 2.5, 2.5, 1.0] * 15, ["1", "2.5"]),
        ([True, False, False, True] * 15, ["false", "true"]),
        (["no", "yes", "yes", "no"] * 15, ["no", "yes"]),
    ],
)
def test_classes_are_text_in_natural_order(table, run, values, classes):
    model = run("training.classifier", {"rows": table({"x": X, "y": values}, split=HALF, target="y")})
    assert model["signature"]["classes"] == classes


def test_a_few_missing_targets_are_left_out_and_said(table, run, capsys):
    rows = table({"x": X, "y": [None, "a", "b"] * 20}, split=HALF, target="y")
    run("training.classifier", {"rows": rows})
    assert "20 of 60 rows have no y and are left out" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("kind", "values", "message", "hint"),
    [
        ("classifier", ["a"] * 60, "only one class in the training rows of y: a", "choose another target"),
        ("classifier", [None, "a", "b", None] * 15, "target missing in 30 of 60 rows: y", "Filter rows"),
        ("classifier", ["a", "a", "b", "b"] * 14 + ["a", "z", "b", "z"], "2 rows of y have a class that no training row has: z", "stratified"),
        ("regressor", ["a", "b"] * 30, "not a number: y VARCHAR", "use Train classifier"),
        ("regressor", pa.array([None, 1.0] * 30), "target missing in 30 of 60 rows: y", "Filter rows"),
    ],
)
def test_targets_that_cannot_be_learnt_say_why(table, run, fault, kind, values, message, hint):
    rows = table({"x": X, "y": values}, split=HALF, target="y")
    with fault() as found:
        run(f"training.{kind}", {"rows": rows})
    assert found.data["message"] == message
    assert found.data["code"] == "BAD_DATA"
    assert found.data["at"] == {"column": "y"}
    assert hint in found.data["hint"]


def test_a_number_with_many_values_is_no_class(table, run, fault):
    rows = table({"x": X * 4, "y": list(range(240))}, target="y")
    with fault() as found:
        run("training.classifier", {"rows": rows})
    assert found.data["message"] == "too many classes in y: 240"
    assert found.data["hint"] == "use Train regressor"


def test_no_target_and_no_training_rows_are_told(table, run, fault):
    with fault() as found:
        run("training.classifier", {"rows": table({"x": X}, split=HALF)})
    assert found.data["message"] == "no target"
    with fault() as found:
        run("training.classifier", {"rows": table({"x": X, "y": ["a", "b"] * 30}, split="test", target="y")})
    assert found.data["message"] == "no training rows in the split"


def test_the_target_of_a_node_overrides_the_role(table, run):
    rows = table({"x": X, "y": ["a", "b"] * 30, "z": [0.5, 1.5, 2.5] * 20}, split=HALF, target="y")
    model = run("training.regressor", {"rows": rows}, target="z")
    assert model["signature"]["target"] == "z"
    assert [entry["name"] for entry in model["signature"]["inputs"]] == ["x"]
