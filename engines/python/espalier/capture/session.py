"""Remembers the cells that a person runs, in the order in which they run, with what they showed."""

import time
from dataclasses import dataclass, field
from typing import Any

from espalier.capture import outputs, reads


@dataclass
class Cell:
    """One execution of a cell."""

    source: str
    count: int | None
    cell_id: str | None = None
    at: float | None = None
    seconds: float | None = None
    ok: bool = True
    outputs: list[dict[str, Any]] = field(default_factory=list)
    result: Any = None


class Session:
    def __init__(self, shell: Any) -> None:
        self.shell = shell
        self.cells: list[Cell] = []
        self.began = time.time()
        self.reads = reads.Reads()
        self._by_message: dict[str, Cell] = {}
        self._running: Cell | None = None

    def remember(self) -> None:
        self._before()
        self.shell.events.register("pre_run_cell", self.started)
        self.shell.events.register("post_run_cell", self.ended)
        if kernel := getattr(self.shell, "kernel", None):
            outputs.hear(kernel.session, self._heard)

    def started(self, info: Any) -> None:
        if not info.store_history or info.silent:
            return
        cell = Cell(info.raw_cell, self._number(), getattr(info, "cell_id", None), time.time())
        self._run(cell)

    def ended(self, result: Any) -> None:
        cell, self._running = self._running, None
        if cell is None:
            return
        self.reads.where = None
        cell.seconds = time.time() - (cell.at or time.time())
        cell.ok = bool(result.success)
        cell.count = result.execution_count or cell.count
        value = result.result
        # Only plain numbers are held: anything larger would live as long as the notebook.
        cell.result = value if isinstance(value, int | float) else None

    def _number(self) -> int:
        """Of the cell that is about to run: the shell counts on at times of its own."""
        return len(self.shell.history_manager.input_hist_raw)

    @property
    def executed(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.source.strip()]

    @property
    def seconds(self) -> float:
        return sum(cell.seconds or 0 for cell in self.cells)

    def _run(self, cell: Cell) -> None:
        self.cells.append(cell)
        self._running = self.reads.where = cell
        message = self._message()
        if message:
            self._by_message[message] = cell

    def _before(self) -> None:
        """Cells of before we were imported, as the history knows them: without what they printed."""
        known = list(self.shell.history_manager.get_range(session=0, raw=True, output=True))
        asked = self._parent().get("content", {})
        code = asked.get("code") if asked.get("store_history") else None
        # Of the running cell the history has the source already; what a front end asks for itself is no cell.
        running = known.pop()[1] if code and known and known[-1][2][0].strip() == code.strip() else None
        for _, number, (source, shown) in known:
            cell = Cell(source, number)
            if shown:
                cell.outputs.append(outputs.text_result(number, shown))
            self.cells.append(cell)
        if code:
            self._run(Cell(code, running, self._parent().get("metadata", {}).get("cellId"), time.time()))

    def _heard(self, message_id: str | None, kind: str, content: dict[str, Any]) -> None:
        cell = self._by_message.get(message_id or "")
        if cell:
            outputs.add(cell.outputs, kind, content)

    def _parent(self) -> dict[str, Any]:
        kernel = getattr(self.shell, "kernel", None)
        return kernel.get_parent("shell") if kernel else {}

    def _message(self) -> str | None:
        return self._parent().get("header", {}).get("msg_id")


_session: Session | None = None


def begin(shell: Any) -> Session:
    """The session of this process; the same each time."""
    global _session
    if _session is None:
        _session = Session(shell)
        _session.remember()
    return _session


def current() -> Session | None:
    """The session, also where a script asks that has none."""
    if _session is None:
        import sys

        shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
        return begin(shell) if shell is not None else None
    return _session
