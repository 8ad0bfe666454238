import json
import os

import pytest

import espalier
from espalier.client import spool
from espalier.client.faults import ApiFault
from espalier.kernel import Kernel
from espalier.capture import rerun

TRAIN = """
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
X = np.arange(40.0).reshape(20, 2); y = X[:, 0] > 20
first = LogisticRegression().fit(X, y)
score = accuracy_score(y, first.predict(X))
first.score(X, y)
"""


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("notebook")
    nowhere = {"ESPALIER_URL": "http://127.0.0.1:9", "ESPALIER_TOKEN": "t", "ESPALIER_SPOOL": str(folder / "spool")}
    made = Kernel(folder, **nowhere)
    yield made
    made.close()


def test_there_is_nothing_to_push_outside_of_a_notebook():
    with pytest.raises(ApiFault, match="there is no notebook here .*espalier.run"):
        espalier.push()


def test_a_push_without_a_platform_is_kept_whole_with_its_model_and_its_figures(kernel):
    kernel.save(before="early = 'before the import'\nearly", train=TRAIN, push="import espalier\npushed = espalier.push(grade=None)")
    kernel.run("before", "train", "push")
    told = kernel.value("pushed.to_json()")
    assert (told["status"], told["fault"]["code"], told["runUrl"]) == ("queued", "UNAVAILABLE", None)
    assert told["metrics"] == {"score": 1.0} and told["refused"] is None and told["parity"]["maxDifference"] < 1e-5
    assert told["params"]["C"] == "1.0"
    os.environ["ESPALIER_SPOOL"] = str(kernel.path.parent / "spool")
    try:
        (entry,) = spool.waiting()
        assert entry.id == told["id"]
    finally:
        del os.environ["ESPALIER_SPOOL"]


def test_cells_of_before_the_import_are_in_the_notebook_that_is_kept(kernel):
    cells = kernel.value("[[c.source.strip()[:5], c.count, len(c.outputs)] for c in __import__('espalier.capture.session').capture.session.current().cells]")
    # A push that takes long says so, and leaves a display behind.
    assert [*cells[:2], cells[2][:2]] == [["early", 1, 1], ["impor", 2, 1], ["impor", 3]]
    assert [count for _, count, _ in cells] == list(range(1, len(cells) + 1))


def test_above_the_tolerance_no_model_is_registered_and_it_is_said_where_the_way_out_is(kernel):
    kernel.execute("refused = espalier.push(model=first, tolerance=-1, grade=None)")
    refused = kernel.value("refused.refused")
    assert refused["message"].startswith("the converted model answers differently than the trained one")
    assert "everything else is kept" in refused["hint"]


def test_a_model_that_cannot_be_converted_is_kept_as_a_file_with_the_reason(kernel):
    kernel.execute("""
class Odd:
    def fit(self, X, y): self.coef_ = 1; return self
    def predict(self, X): return np.zeros(len(X))
    def get_params(self, deep=True): return {"a": 1}
odd = Odd().fit(X, y)
kept = espalier.push(model=odd, grade=None)
""")
    told = kernel.value("kept.to_json()")
    assert told["refused"]["message"].startswith("no converter for Odd")
    assert told["refused"]["hint"] and told["status"] == "queued"


def test_a_push_is_a_cell_whose_result_can_be_read_and_breaks_out_of_no_markup(kernel):
    kernel.execute("from espalier.capture.hidden import Warned\npushed.warnings.append(Warned('x', '<script>alert(1)</script>'))")
    shown = kernel.value("pushed._repr_html_()")
    assert "<script>" not in shown and "&lt;script&gt;" in shown


def made(metrics=None, failed=None, text="1"):
    shown = [{"output_type": "stream", "name": "stdout", "text": text}]
    return {"cells": [shown], "metrics": metrics or {}, **({"failed": failed} if failed else {})}


@pytest.mark.parametrize(
    ("again", "grade"),
    [
        (made({"loss": "0.5"}), "A"),
        (made({"loss": "0.501"}), "B"),
        (made({"loss": "0.5"}, text="2"), "B"),
        (made({"loss": "0.9"}), "C"),
        (made({}), "C"),
        (made(failed={"place": 1, "why": "KeyError: 'a'"}), "D"),
    ],
)
def test_a_grade_is_by_the_published_rule(again, grade):
    order = {"cells": [{"place": 1, "outputs": made()["cells"][0]}], "metrics": {"loss": "0.5"}}
    differences, figures = rerun.compare(order, again)
    assert rerun.grade_of(again, differences, figures) == grade
    assert json.dumps(rerun.reasons(again, differences, figures))
