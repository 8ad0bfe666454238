import math

import numpy as np
import onnxruntime as ort
import pyarrow as pa
import pytest

from espalier import tables

PARTS = ["train"] * 4 + ["test"] * 2


def test_impute_learns_from_training_rows_only(table, run, column):
    rows = table({"x": [1.0, 2.0, 9.0, None, 100.0, None], "word": ["a", "b", "b", None, "c", None]}, split=PARTS)
    filled = run("feature.impute", {"rows": rows})
    assert column(filled, "x") == [1, 2, 9, 2, 100, 2]
    assert column(filled, "word") == ["a", "b", "b", "b", "c", "b"]


def test_impute_makes_double_of_whole_numbers_and_of_yes_and_no(table, run, column):
    rows = table({"count": [1, 2, 4, None, 5, 6], "open": [True, True, False, None, False, None]}, split=PARTS)
    filled = run("feature.impute", {"rows": rows})
    assert {entry["name"]: entry["type"] for entry in filled["columns"]} == {"count": "DOUBLE", "open": "DOUBLE", "split": "VARCHAR"}
    assert column(filled, "count") == [1, 2, 4, 2, 5, 6]
    assert column(filled, "open") == [1, 1, 0, 1, 0, 1]


def test_impute_takes_constants_and_leaves_other_columns_alone(table, run, column):
    rows = table({"x": [1.0, None], "y": [None, 1.0], "word": ["a", None]})
    filled = run("feature.impute", {"rows": rows}, columns=["x", "word"], numbers="constant", number=-1, texts="constant", text="none")
    assert column(filled, "x") == [1, -1]
    assert column(filled, "y") == [None, 1]
    assert column(filled, "word") == ["a", "none"]


def test_impute_reads_nan_as_missing(table, run, column):
    rows = table({"x": pa.array([1.0, float("nan"), 3.0, None])})
    assert column(run("feature.impute", {"rows": rows}), "x") == [1, 2, 3, 2]


def test_impute_says_which_column_has_no_value_to_learn_from(table, run, fault):
    rows = table({"x": pa.array([None, None], pa.float64())})
    with fault() as found:
        run("feature.impute", {"rows": rows})
    assert found.data["code"] == "BAD_DATA"
    assert found.data["at"] == {"column": "x"}
    assert "Derive column" in found.data["hint"]


def test_roles_are_left_alone_and_refused_when_chosen(table, run, column, fault):
    rows = table({"x": [1.0, None], "y": ["a", None]}, target="y")
    assert column(run("feature.impute", {"rows": rows}), "y") == ["a", None]
    with fault() as found:
        run("feature.impute", {"rows": rows}, columns=["y"])
    assert found.data["message"] == "this column is no feature, it is the target: y"


def test_encode_gives_few_categories_a_number_each_and_unknown_ones_none(table, run, column):
    rows = table({"word": ["b", "a", "b", None, "new", None]}, split=PARTS)
    assert column(run("feature.encode", {"rows": rows}), "word") == [
        [1, 0, 0], [0, 0, 1], [1, 0, 0], [0, 1, 0], [0, 0, 0], [0, 1, 0],
    ]  # fmt: skip


def test_encode_orders_many_categories_by_frequency_with_rare_and_unknown_ones_last(table, run, column):
    rows = table({"word": ["b", "a", "b", "c", "new", None, "a", "b"]}, split=["train"] * 4 + ["test"] * 2 + ["train"] * 2)
    encoded = run("feature.encode", {"rows": rows}, method="ordinal", rareBelow=2)
    assert column(encoded, "word") == [[0], [1], [0], [2], [2], [2], [1], [0]]


def test_encode_chooses_by_the_number_of_categories(table, run, column):
    words = [f"w{index % 21}" for index in range(420)]
    assert len(column(run("feature.encode", {"rows": table({"word": words})}), "word")[0]) == 1
    assert len(column(run("feature.encode", {"rows": table({"word": words})}, maxOneHot=21), "word")[0]) == 21


def test_encode_reads_whole_numbers_as_codes_when_chosen(table, run, column):
    rows = table({"zip": [10, 20, 20, None], "x": [1, 2, 3, 4]})
    encoded = run("feature.encode", {"rows": rows}, columns=["zip"])
    assert column(encoded, "zip") == [[0, 0, 1], [1, 0, 0], [1, 0, 0], [0, 1, 0]]
    assert column(encoded, "x") == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("method", "expected"),
    [("standard", [-1.2247, 0, 1.2247]), ("min-max", [0, 0.5, 1]), ("robust", [-1, 0, 1])],
)
def test_scale_keeps_missing_values_missing(table, run, column, method, expected):
    rows = table({"x": [1.0, 2.0, 3.0, None]})
    *scaled, missing = column(run("feature.scale", {"rows": rows}, method=method), "x")
    assert scaled == pytest.approx(expected, abs=1e-4)
    assert missing is None


def test_scale_leaves_a_constant_column_at_zero(table, run, column):
    assert column(run("feature.scale", {"rows": table({"x": [5.0, 5.0]})}), "x") == [0, 0]


def test_nothing_to_change_passes_the_table_on(table, run, column):
    rows = table({"x": [1.0, 2.0]})
    encoded = run("feature.encode", {"rows": rows})
    assert column(encoded, "x") == [1, 2]
    assert column(run("feature.scale", {"rows": encoded}), "x") == [-1, 1]


def test_the_graph_alone_gives_what_the_table_has(table, run, column):
    rng = np.random.default_rng(0)
    words = [None if rng.random() < 0.1 else str(word) for word in rng.choice(["ä", "b", "c"], 1000)]
    rows = table({"word": words}, split=rng.choice(["train", "test"], 1000))
    encoded = run("feature.encode", {"rows": rows})
    session = ort.InferenceSession(encoded["chain"]["graphs"][0])
    feed = np.array([tables.MISSING_TEXT if word is None else word for word in words], dtype=object)[:, None]
    assert session.run(None, {"word": feed})[0].tolist() == column(encoded, "word")


def test_rows_keep_their_order_over_many_row_groups(table, run, column):
    values = np.arange(1050.0)
    filled = run("feature.impute", {"rows": table({"x": values, "word": [str(value) for value in values]})})
    assert column(filled, "x") == values.tolist()
    assert column(filled, "word") == [str(value) for value in values]


def test_columns_of_every_kind_pass_unchanged(table, run, column):
    kept = {
        "when": pa.array([0, 1], pa.timestamp("us")),
        "day": pa.array([0, 1], pa.date32()),
        "list": pa.array([["a"], None]),
        "odd/name": pa.array(["x", None]),
    }
    rows = table({"x": [1.0, None], **kept}, types={"when": "TIMESTAMP", "day": "DATE", "list": "VARCHAR[]"})
    filled = run("feature.impute", {"rows": rows}, columns=["x"])
    for name, array in kept.items():
        assert column(filled, name) == array.to_pylist()


def test_an_empty_training_part_is_told(table, run, fault):
    with fault() as found:
        run("feature.scale", {"rows": table({"x": [1.0]}, split="test")})
    assert found.data["message"] == "no training rows in the split"


def test_decimals_and_uuids_are_read(table, run, column):
    rows = table(
        {"price": pa.array([1, 3, None], pa.decimal128(9, 2)), "key": pa.array([b"0" * 16, b"1" * 16, None], pa.uuid())},
        types={"price": "DECIMAL(9,2)", "key": "UUID"},
    )
    filled = run("feature.impute", {"rows": rows})
    assert column(filled, "price") == [1, 3, 2]
    assert column(filled, "key")[2] == "30303030-3030-3030-3030-303030303030"


def test_infinite_numbers_are_not_learnt_from(table, run, column):
    scaled = column(run("feature.scale", {"rows": table({"x": [0.0, 2.0, math.inf]})}), "x")
    assert scaled == [-1, 1, math.inf]
