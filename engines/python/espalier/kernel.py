"""A kernel as a front end drives it; for tests and for measuring."""

import json
import os
import sys
import time
from pathlib import Path

from espalier.capture import outputs


class Kernel:
    """Runs cells of a notebook that is saved beside it, so that the kernel finds it as under JupyterLab."""

    def __init__(self, folder, name="churn.ipynb", **environment):
        from jupyter_client import KernelManager
        from jupyter_client.kernelspec import KernelSpec

        self.path = Path(folder) / name
        self.manager = KernelManager()
        self.manager._kernel_spec = KernelSpec(argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"])
        own = {"PYTHONPATH": str(Path(__file__).parent.parent), "JPY_SESSION_NAME": str(self.path), "OMP_NUM_THREADS": "2"}
        self.manager.start_kernel(env={**os.environ, **own, **environment}, cwd=str(folder))
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)
        self.cells = {}

    def save(self, **cells):
        """The notebook as it stands: sources by cell id."""
        self.cells = cells
        made = [
            {"cell_type": "code", "id": id, "source": source, "metadata": {}, "outputs": [], "execution_count": None}
            for id, source in cells.items()
        ]
        self.path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made}), "utf-8")

    def run(self, *ids):
        """Runs saved cells, in this order. Gives the outputs of the last."""
        shown = []
        for id in ids:
            shown = self.execute(self.cells[id], id)
        return shown

    def execute(self, source, cell_id=None, timeout=120):
        content = {"code": source, "silent": False, "store_history": True, "allow_stdin": False, "stop_on_error": True}
        message = self.client.session.msg("execute_request", {**content, "user_expressions": {}}, metadata={"cellId": cell_id})
        self.client.shell_channel.send(message)
        shown, ends = [], time.monotonic() + timeout
        while True:
            told = self.client.get_iopub_msg(timeout=max(0.1, ends - time.monotonic()))
            if told["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                continue
            kind = told["msg_type"]
            if kind == "status" and told["content"]["execution_state"] == "idle":
                return outputs.clean(shown)
            if kind in outputs.KINDS:
                outputs.add(shown, kind, told["content"])

    def text(self, source):
        """What a cell prints. Raises what it raised."""
        shown = self.execute(source)
        for output in shown:
            if output["output_type"] == "error":
                raise AssertionError("\n".join(output["traceback"]))
        return "".join(output["text"] for output in shown if output["output_type"] == "stream" and output["name"] == "stdout")

    def value(self, expression):
        """A value that JSON can carry."""
        return json.loads(self.text(f"import json as _json; print(_json.dumps({expression}))"))

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
