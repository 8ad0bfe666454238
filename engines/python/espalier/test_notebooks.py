import json

import nbformat
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from espalier import Fault
from espalier.notebooks import frames, kernel, parameters
from espalier.notebooks.execute import Task, execute
from espalier.notebooks.step import demand

PYTHON = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}

# What papermill and nbclient have rules for, one a cell.
CELLS = [
    new_code_cell("alpha = 1\nname = 'x'", metadata={"tags": ["parameters"]}),
    new_markdown_cell("# prose"),
    new_code_cell("print('one'); print('two')\nimport sys; print('err', file=sys.stderr); alpha"),
    new_code_cell("1 / 0", metadata={"tags": ["skip-execution"]}),
    new_code_cell("raise KeyError('on purpose')", metadata={"tags": ["raises-exception"]}),
    new_code_cell("from IPython.display import clear_output, display, HTML\nhandle = display('before', display_id='d')"),
    new_code_cell("handle.update('after')\nprint('gone'); clear_output(wait=True); print('kept')"),
    new_code_cell("import asyncio\nawait asyncio.sleep(0)\ndisplay(HTML('<b>bold</b>'))"),
    new_code_cell(""),
]


@pytest.fixture
def run(tmp_path):
    """Runs a notebook; gives the executed one, the fault if there was one, and what was told."""

    def run(cells, values=None, metadata=PYTHON, inside=None, **limits):
        source = tmp_path / "notebook.ipynb"
        nbformat.write(new_notebook(cells=cells, metadata=metadata), source)
        task = tmp_path / "inside.json"
        task.write_text(json.dumps(inside or {"inputs": {}, "outputs": {}, "made": str(tmp_path)}))
        limits = {"kernel": "", "seconds": 60, "cell_seconds": 60, "memory_mb": 4000, **limits}
        told = []
        wanted = Task(notebook=source, record=tmp_path / "executed.ipynb", values=values or {}, inside=task, folder=tmp_path, **limits)
        try:
            execute(wanted, lambda *news: told.append(news))
            fault = None
        except Fault as raised:
            fault = raised.data
        record = tmp_path / "executed.ipynb"
        return (nbformat.read(record, 4) if record.exists() else None), fault, told

    return run


def outputs_of(nb):
    return [
        [{name: value for name, value in output.items() if name != "traceback"} for output in cell.get("outputs", [])] for cell in nb.cells
    ]


def test_cells_put_out_what_nbclient_would_keep(run):
    nb, fault, _ = run(CELLS)
    assert fault is None
    reference = new_notebook(cells=[nbformat.from_dict(cell) for cell in CELLS], metadata=PYTHON)
    NotebookClient(reference, timeout=60, coalesce_streams=True).execute()
    assert outputs_of(nb) == outputs_of(reference)
    assert [cell.get("execution_count") for cell in nb.cells] == [cell.get("execution_count") for cell in reference.cells]
    assert "iopub.status.idle" in nb.cells[2].metadata.execution


def test_it_stops_at_the_first_error_and_keeps_what_was_put_out(run):
    nb, fault, _ = run([new_code_cell("print('before')"), new_code_cell("print('in')\nraise ValueError('no rows')"), new_code_cell("print('after')")])
    assert (fault["code"], fault["message"]) == ("BAD_DATA", "cell [2] raised ValueError: no rows")
    assert [len(outputs) for outputs in outputs_of(nb)] == [1, 2, 0]
    assert [cell.metadata.get("espalier", {}).get("status") for cell in nb.cells] == ["done", "failed", None]


def test_limits_and_questions_are_faults(run):
    _, fault, _ = run([new_code_cell("import time; time.sleep(30)")], cell_seconds=1)
    assert (fault["code"], fault["at"]) == ("LIMIT", {"param": "cellMinutes"})
    nb, fault, _ = run([new_code_cell("print('first')"), new_code_cell("import time; time.sleep(30)")], seconds=4)
    assert (fault["code"], fault["at"]) == ("LIMIT", {"param": "minutes"})
    assert nb.cells[0].metadata["espalier"]["status"] == "done"
    assert nb.cells[1].metadata["espalier"]["status"] in ("stopped", "failed")
    _, fault, _ = run([new_code_cell("x = bytearray(8_000_000_000)")], memory_mb=1000)
    assert (fault["code"], fault["at"]) == ("LIMIT", {"param": "memoryMb"})
    _, fault, _ = run([new_code_cell("input('who? ')")])
    assert fault["message"].endswith("waits for input, and nobody is there to answer")


def test_a_frozen_or_dead_kernel_is_to_be_tried_again(run, monkeypatch):
    monkeypatch.setattr(kernel, "SECONDS_BETWEEN", 0.5)
    for signal in ("SIGKILL", "SIGSTOP"):
        _, fault, _ = run([new_code_cell(f"import os, signal; os.kill(os.getpid(), signal.{signal})")])
        assert fault["code"] == "UNAVAILABLE"


def test_a_kernel_that_is_not_there_is_named_with_those_that_are(run):
    _, fault, _ = run([new_code_cell("1")], metadata={"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}})
    assert fault["message"] == "no such kernel here: ir"
    assert "python3" in fault["hint"]
    _, fault, _ = run([new_code_cell("1")], metadata={})
    assert fault["message"] == "the notebook names no kernel"


def test_values_go_right_after_the_tagged_cell_in_the_place_of_older_ones():
    nb = new_notebook(cells=[new_code_cell("a"), new_code_cell("alpha = 1", metadata={"tags": ["parameters"]}), new_code_cell("b")])
    parameters.inject(nb, {"alpha": 2, "flag": True, "none": None, "text": "it's", "list": [1, {"k": 0.5}]})
    parameters.inject(nb, {"alpha": 3})
    assert [cell.source for cell in nb.cells] == ["a", "alpha = 1", "# Parameters\nalpha = 3", "b"]
    parameters.inject(nb, {})
    assert [cell.source for cell in nb.cells] == ["a", "alpha = 1", "b"]
    assert eval(parameters.written([1, {"k": None, "t": "it's"}, True, float("inf")])) == [1, {"k": None, "t": "it's"}, True, float("inf")]


def test_tables_go_in_and_out_by_name(run, tmp_path):
    pq.write_table(pa.table({"a": [1, 2], "b": ["x", None]}), tmp_path / "in.parquet")
    inside = {"inputs": {"rows": {"type": "table", "path": str(tmp_path / "in.parquet")}}, "outputs": {"out": "table"}, "made": str(tmp_path)}
    source = "import espalier\nespalier.log(rows=len(espalier.inputs['rows']))\nespalier.output('out', espalier.inputs['rows'].assign(c=1.5))"
    nb, fault, told = run([new_code_cell(source)], inside=inside)
    assert fault is None
    assert pq.read_table(tmp_path / "out.parquet").to_pydict() == {"a": [1, 2], "b": ["x", None], "c": [1.5, 1.5]}
    assert ("event", {"type": "metric", "name": "rows", "index": 0, "value": 2.0}) in told
    assert nb.cells[0].outputs == []
    _, fault, _ = run([new_code_cell("import espalier\nespalier.output('other', {'a': [1]})")], inside=inside)
    assert (fault["message"], fault["hint"]) == ("no such table output of this step: other", "there is out; add it to Tables out")


MODELS = """
import numpy as np, pandas as pd, espalier
from sklearn.linear_model import LogisticRegression
rows = pd.DataFrame({"age": np.arange(80.0), "spend": np.arange(80.0)[::-1] % 7})
fitted = LogisticRegression().fit(rows, np.where(rows.age > 40, "old", "young"))
"""
ASKS = "assert (espalier.inputs['old'].predict(rows) == fitted.predict(rows)).all()\nespalier.log(worst=abs(espalier.inputs['old'].probabilities(rows) - fitted.predict_proba(rows)).max())"


def test_models_go_out_proven_and_described_and_in_to_be_asked(run, tmp_path):
    inside = {"inputs": {}, "outputs": {"old": "model"}, "made": str(tmp_path)}
    _, fault, _ = run([new_code_cell(MODELS), new_code_cell("espalier.output_model('old', fitted, rows, 'group')")], inside=inside)
    assert fault is None
    described = json.loads((tmp_path / "old.json").read_text())
    assert described["parity"]["rows"] == 80 and described["parity"]["maxDifference"] < 1e-5
    assert described["corrections"]["target"] == "group"
    assert [(one["name"], one["range"]) for one in described["inputs"]] == [("age", [0.0, 79.0]), ("spend", [0.0, 6.0])]
    assert len(described["background"]) == 80 and len(described["examples"]) == 5
    signature = {**described["corrections"], "inputs": described["inputs"], "outputs": {"probabilities": described["corrections"]["outputs"]["scores"]}}
    inside = {"inputs": {"old": {"type": "model", "path": str(tmp_path / "old.onnx"), "signature": signature}}, "outputs": {}, "made": str(tmp_path)}
    _, fault, told = run([new_code_cell(MODELS), new_code_cell(ASKS)], inside=inside)
    assert fault is None
    assert next(news[1]["value"] for news in told if news[0] == "event" and news[1]["name"] == "worst") < 1e-6


NUMBERS = """
from sklearn.linear_model import Ridge
X, y = rows, rows.age.rename("price") * 10
numbers = Ridge().fit(X, y)
"""


@pytest.mark.parametrize("call", ["numbers, X, 'price'", "numbers, rows.copy(), y", "numbers, rows.assign(price=y), 'price'"])
def test_with_the_answers_to_its_rows_a_model_of_numbers_says_how_they_lay(run, tmp_path, call):
    inside = {"inputs": {}, "outputs": {"m": "model"}, "made": str(tmp_path)}
    _, fault, _ = run([new_code_cell(MODELS + NUMBERS), new_code_cell(f"espalier.output_model('m', {call})")], inside=inside)
    assert fault is None
    described = json.loads((tmp_path / "m.json").read_text())
    assert described["corrections"]["target"] == "price" and [one["name"] for one in described["inputs"]] == ["age", "spend"]
    assert (described["target"]["edges"][-1], sum(described["target"]["counts"])) == (790.0, 80)


def test_a_model_without_rows_or_an_onnx_form_is_refused(run, tmp_path):
    inside = {"inputs": {}, "outputs": {"m": "model"}, "made": str(tmp_path)}
    _, fault, _ = run([new_code_cell(MODELS), new_code_cell("espalier.output_model('m', fitted)")], inside=inside)
    assert (fault["code"], fault["at"]) == ("INVALID_INPUT", {"param": "rows"})
    _, fault, _ = run([new_code_cell(MODELS), new_code_cell("class Odd:\n    def predict(self, rows): return [0.0] * len(rows)\nespalier.output_model('m', Odd(), rows)")], inside=inside)
    assert (fault["code"], fault["message"][:33]) == ("BAD_DATA", "Odd cannot be converted to ONNX: ")


def test_within_a_pipeline_nothing_is_pushed_nor_kept_to_be_sent(run, tmp_path, monkeypatch):
    monkeypatch.setenv("ESPALIER_SPOOL", str(tmp_path / "spool"))
    source = "import espalier\nwith espalier.run('x') as r:\n    espalier.log(loss=1)\nassert not espalier.push().run_url and r.url is None"
    _, fault, told = run([new_code_cell(source)])
    assert fault is None
    assert ("event", {"type": "metric", "name": "loss", "index": 0, "value": 1.0}) in told
    assert not (tmp_path / "spool").exists()


def test_what_is_no_table_is_refused():
    for given, message in (([1], "not a table: list"), ({"a": [1], "A": [2]}, "two columns of one name: a"), ({}, "a table without columns")):
        with pytest.raises(Fault) as raised:
            frames.arrow(given)
        assert raised.value.data["message"] == message


def test_a_table_that_is_not_as_declared_is_refused_by_its_column():
    schema = pa.schema([("city", pa.string()), ("late", pa.float64())])
    columns = [{"name": "city", "type": "VARCHAR"}, {"name": "late", "type": "DOUBLE"}]
    demand("clean", schema, columns)
    demand("clean", schema, [])
    with pytest.raises(Fault, match="lacks a column that is declared: air"):
        demand("clean", schema, [*columns, {"name": "air", "type": "VARCHAR"}])
    with pytest.raises(Fault, match="late of clean is declared as whole numbers, but is double"):
        demand("clean", schema, [columns[0], {"name": "late", "type": "BIGINT"}])
    with pytest.raises(Fault, match="has a column that is not declared: late"):
        demand("clean", schema, columns[:1])
