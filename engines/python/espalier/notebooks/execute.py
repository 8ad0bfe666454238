"""Runs a notebook from its first cell to its last, in a fresh kernel that nothing else ever uses."""

import asyncio
import json
import re
import time
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from espalier.faults import Fault
from espalier.notebooks import kernel as kernels
from espalier.notebooks import parameters
from espalier.notebooks.client import SKIP, Client
from espalier.notebooks.record import Record, cleared

QUIET = ["--log-level=40"]
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Task:
    notebook: Path
    """Where the executed one is kept, whole at any moment."""
    record: Path
    values: dict
    """The name of a kernel; the notebook's own when empty."""
    kernel: str
    seconds: float
    cell_seconds: float
    memory_mb: int
    """What `espalier.notebooks.inside` reads."""
    inside: Path
    folder: Path


def execute(task, tell):
    """`tell(kind, ...)` hears of progress, events and text, in this thread. Faults: what a cell raised; LIMIT; UNAVAILABLE when its
    kernel died or froze, so that all of it is to be run again."""
    nb = read(task.notebook)
    name = task.kernel or nb.metadata.get("kernelspec", {}).get("name")
    if not name:
        raise Fault("INVALID_INPUT", "the notebook names no kernel", param="kernel", hint="name one, as python3")
    spec = kernels.spec_of(name)
    if task.values and spec.language.lower() != "python":
        raise Fault("INVALID_INPUT", f"parameters can be set in Python notebooks only, not in {spec.language}", param="values")
    parameters.inject(nb, task.values)
    cleared(nb)
    asyncio.run(_Run(task, nb, name, spec, tell).whole())


def read(path):
    nb = nbformat.reads(path.read_text("utf-8"), as_version=4)
    return nbformat.v4.upgrade(nb)


class _Run:
    def __init__(self, task, nb, name, spec, tell):
        self.task, self.nb, self.spec, self.tell = task, nb, spec, tell
        self.record = Record(nb, task.record, self._progress)
        self.codes = [cell for cell in nb.cells if is_run(cell)]
        self.done = 0
        self.began = time.monotonic()
        self.at = None
        self.pid = None
        self.peak = None
        self.client = Client(
            nb,
            on_event=lambda event: tell("event", event),
            on_text=lambda stream, text: tell("text", stream, text),
            on_change=self.record.changed,
            kernel_name=name,
            extra_arguments=QUIET if spec.language.lower() == "python" else [],
            timeout=task.cell_seconds,
        )

    def _progress(self):
        if self.at is not None:
            self.tell("progress", self.done / max(1, len(self.codes)), self._message())

    def _message(self):
        """Another one with each telling: pages look again when they hear something new."""
        return f"cell {min(self.done + 1, len(self.codes))} of {len(self.codes)}, {time.monotonic() - self.began:.0f} s"

    async def whole(self):
        self.record.save()
        running = asyncio.ensure_future(self._cells())
        try:
            ended, _ = await asyncio.wait({running}, timeout=self.task.seconds)
            if not ended:
                raise Fault(
                    "LIMIT",
                    f"the notebook takes longer than it may: {self.task.seconds / 60:g} minutes",
                    param="minutes",
                    hint="raise Minutes at most, or let it do less",
                )
            running.result()
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            self._mark("stopped")
            self.record.save()

    async def _cells(self):
        started = {"env": kernels.environment(self.task.inside), "cwd": str(self.task.folder)}
        if prepare := kernels.dies_with_its_parent():
            started["preexec_fn"] = prepare
        async with self.client.async_setup_kernel(**started):
            self.pid = getattr(self.client.km.provisioner, "pid", None)
            if self.pid:
                kernels.limit_memory(self.pid, self.task.memory_mb)
            watches = [asyncio.ensure_future(self._keep())]
            if self.spec.language.lower() == "python":
                watches.append(asyncio.ensure_future(kernels.watch(self.client.kc)))
            cells = asyncio.ensure_future(self._each())
            try:
                await asyncio.wait({cells, *watches}, return_when=asyncio.FIRST_COMPLETED)
                if not cells.done():
                    raise lost("the kernel of the notebook no longer answers")
                cells.result()
            finally:
                for each in (cells, *watches):
                    each.cancel()
                await asyncio.gather(cells, *watches, return_exceptions=True)

    async def _keep(self):
        """While a cell goes on: its output on disk, and how much memory it took."""
        while True:
            await asyncio.sleep(0.25)
            self.peak = (self.pid and kernels.memory_of(self.pid, "VmHWM")) or self.peak
            self.record.save_if_changed()

    async def _each(self):
        for index, cell in enumerate(self.nb.cells):
            if not is_run(cell):
                continue
            self.at = cell
            cell.metadata["espalier"] = {"status": "running"}
            self.record.save()
            try:
                await self.client.async_execute_cell(cell, index)
            except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
                cell.metadata["espalier"] = {"status": "failed"}
                raise self._fault(error) from error
            cell.metadata["espalier"] = {"status": "done"}
            self.done += 1
            self.record.save()

    def _mark(self, status):
        if self.at is not None and self.at.metadata.get("espalier", {}).get("status") == "running":
            self.at.metadata["espalier"] = {"status": status}

    def _fault(self, error):
        cell = f"cell [{self.done + 1}]"
        if isinstance(error, DeadKernelError):
            return lost(f"the kernel of the notebook died in {cell}")
        if isinstance(error, CellTimeoutError):
            return Fault(
                "LIMIT",
                f"{cell} takes longer than it may: {self.task.cell_seconds / 60:g} minutes",
                param="cellMinutes",
                hint="raise Minutes a cell at most, or let it do less",
            )
        raised = COLOURS.sub("", error.evalue or "")
        if error.ename == "Fault" and (told := _told(raised)):
            return told
        if re.search("MemoryError$", error.ename):
            peak = f" (its peak was {self.peak} MB)" if self.peak else ""
            return Fault(
                "LIMIT",
                f"{cell} needs more memory than it may have: {self.task.memory_mb} MB{peak}",
                param="memoryMb",
                hint="raise Memory at most, or let it hold less at a time",
            )
        if error.ename == "StdinNotImplementedError":
            return Fault(
                "BAD_DATA",
                f"{cell} waits for input, and nobody is there to answer",
                hint="make it a parameter: a name in the cell tagged parameters in the place of input()",
            )
        self.tell("text", "stderr", COLOURS.sub("", error.traceback) + "\n")
        line = raised.split("\n", 1)[0]
        hint = "the executed notebook, kept with the run, shows where"
        if error.ename == "FileNotFoundError":
            hint = "it runs in an empty folder: add the file to the project, and read it as espalier.inputs['name'], one of Tables in"
        return Fault("BAD_DATA", f"{cell} raised {error.ename}: {line}", hint=hint)


def is_run(cell):
    return cell.cell_type == "code" and bool(cell.source.strip()) and SKIP not in cell.metadata.get("tags", [])


def lost(message):
    return Fault("UNAVAILABLE", message, hint="it is run again from the first cell; if it happens again, look for a lack of memory")


def _told(text):
    try:
        data = json.loads(text)
    except ValueError:
        return None
    place = data.get("at", {})
    return Fault(data["code"], data["message"], hint=data.get("hint"), **{name: place[name] for name in ("column", "param", "row") if name in place})
