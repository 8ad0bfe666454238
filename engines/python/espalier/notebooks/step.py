"""The node `notebook.run`: what flows in, the notebook, what it made."""

import json
import queue
import sys
import threading

import pyarrow.parquet as pq
from pyarrow import types

from espalier import events
from espalier.faults import Fault
from espalier.notebooks.execute import Task, execute


def run(job):
    params = job.params
    made = job.path("made")
    folder = job.path("folder")
    for each in (made, folder, job.kept):
        each.mkdir(exist_ok=True)
    inside = job.path("inside.json")
    declared = {**dict.fromkeys(params["writes"], "table"), **dict.fromkeys(params["makes"], "model")}
    inside.write_text(json.dumps({"inputs": job.inputs, "outputs": declared, "made": str(made)}), "utf-8")
    name = job.files["notebook"]["name"]
    task = Task(
        notebook=job.file("notebook"),
        record=job.kept / name,
        values=params["values"],
        kernel=params["kernel"],
        seconds=params["minutes"] * 60,
        cell_seconds=params["cellMinutes"] * 60,
        memory_mb=params["memoryMb"],
        inside=inside,
        folder=folder,
    )
    _heard(task)
    outputs = {name: _output(made, name, type) for name, type in declared.items()}
    for name in params["writes"]:
        demand(name, pq.read_schema(made / f"{name}.parquet"), [one for one in params.get("columns", []) if one["table"] == name])
    return outputs


def demand(table, schema, columns):
    """Faults: BAD_DATA for a table that is not as it was declared."""
    if not columns:
        return
    there = {field.name: field.type for field in schema}
    told = {one["name"]: one["type"] for one in columns}
    for name, type in told.items():
        if name not in there:
            hint = f'make it in the notebook, or take it out of the columns of "{table}"'
            raise Fault("BAD_DATA", f"the table {table} lacks a column that is declared: {name}", hint=hint)
        if not KINDS[type](there[name]):
            hint = f'change it in the notebook, or declare another type for "{name}"'
            raise Fault("BAD_DATA", f"the column {name} of {table} is declared as {WORDS[type]}, but is {there[name]}", hint=hint)
    if extra := [name for name in there if name not in told]:
        hint = f'declare it, or write only what is declared: espalier.output("{table}", frame[[…]])'
        raise Fault("BAD_DATA", f"the table {table} has a column that is not declared: {extra[0]}", hint=hint)


KINDS = {
    "VARCHAR": lambda type: types.is_string(type) or types.is_large_string(type) or types.is_dictionary(type),
    "BIGINT": types.is_integer,
    "DOUBLE": lambda type: types.is_floating(type) or types.is_decimal(type),
    "BOOLEAN": types.is_boolean,
    "DATE": types.is_date,
    "TIMESTAMP": types.is_timestamp,
}


WORDS = {"VARCHAR": "text", "BIGINT": "whole numbers", "DOUBLE": "numbers", "BOOLEAN": "yes or no", "DATE": "dates", "TIMESTAMP": "dates and times"}


def _heard(task):
    """Messages leave a kernel from its main thread; the notebook's own client wants a loop of its own."""
    news = queue.SimpleQueue()

    def work():
        try:
            execute(task, lambda *told: news.put(told))
            news.put(("end", None))
        except BaseException as error:
            news.put(("end", error))

    threading.Thread(target=work, daemon=True).start()
    while (told := news.get())[0] != "end":
        _tell(*told)
    if told[1] is not None:
        raise told[1]


def _tell(kind, *told):
    if kind == "progress":
        events.progress(*told)
    elif kind == "event":
        events.forward(told[0])
    else:
        stream, text = told
        out = sys.stderr if stream == "stderr" else sys.stdout
        out.write(text)
        out.flush()


def _output(made, name, type):
    described = made / f"{name}.json"
    if type == "model" and described.exists():
        return {"type": "onnx", "file": f"made/{name}.onnx", **json.loads(described.read_text("utf-8"))}
    table = made / f"{name}.parquet"
    if type == "table" and table.exists():
        return {"type": "table", "file": f"made/{name}.parquet", "rows": pq.read_metadata(table).num_rows}
    call = f'espalier.output("{name}", frame)' if type == "table" else f'espalier.output_model("{name}", model, rows)'
    raise Fault("BAD_DATA", f"the notebook has made no {type} called {name}", hint=f"call {call} in one of its cells, or remove the output")
