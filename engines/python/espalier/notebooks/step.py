"""The node `notebook.run`: what flows in, the notebook, what it made."""

import json
import queue
import sys
import threading

import pyarrow.parquet as pq

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
    return {name: _output(made, name, type) for name, type in declared.items()}


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
