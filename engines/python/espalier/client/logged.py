"""What a person says of a run: parameters, metrics, tags, files."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from numbers import Number
from pathlib import Path
from typing import Any

from espalier import events
from espalier.client.faults import ApiFault


@dataclass
class Logged:
    """What was logged since the last push, or within one run."""

    params: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    points: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, Path] = field(default_factory=dict)

    def latest(self) -> dict[str, float]:
        return {point["key"]: point["value"] for point in self.points}


class Log:
    """`espalier.log(accuracy=0.93)`; numbers become metrics, texts and truth values parameters.

    In a notebook it belongs to the next `espalier.push()`, within `espalier.run()` to that run, and in a pipeline's node
    metrics become the node's live curves.
    """

    def __init__(self) -> None:
        self._open = [Logged()]

    def __call__(self, values: Mapping[str, Any] | str | None = None, value: Any = None, *, step: int = 0, **more: Any) -> None:
        given = {values: value} if isinstance(values, str) else dict(values or {})
        for name, one in {**given, **more}.items():
            if isinstance(one, bool) or not _is_number(one):
                self.param(name, one)
            else:
                self.metric(name, one, step=step)

    def metric(self, name: str, value: float, *, step: int = 0) -> None:
        """One point of a curve; of the same step the last one counts."""
        if not _is_number(value):
            raise ApiFault("INVALID_INPUT", f"a metric must be a number: {name} = {value!r}", hint="log it as a param")
        if events.within_node():
            return events.metric(name, step, value)
        self.current.points.append({"key": name, "value": float(value), "step": int(step), "at": int(time.time() * 1000)})

    def metrics(self, values: Mapping[str, float], *, step: int = 0) -> None:
        for name, value in values.items():
            self.metric(name, value, step=step)

    def param(self, name: str, value: Any) -> None:
        self.current.params[name] = str(value)

    def params(self, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            self.param(name, value)

    def tag(self, name: str, value: Any) -> None:
        self.current.tags[name] = str(value)

    def file(self, path: str | Path, name: str | None = None) -> None:
        """A file to keep with the run, as it is when the run is sent. Faults: NOT_FOUND."""
        found = Path(path).expanduser().resolve()
        if not found.is_file():
            raise ApiFault("NOT_FOUND", f"no such file: {path}", hint="name a file, not a folder")
        self.current.files[name or found.name] = found

    @property
    def current(self) -> Logged:
        return self._open[-1]

    def begin(self) -> Logged:
        """From here on another run is meant, until `end`."""
        self._open.append(Logged())
        return self.current

    def end(self, logged: Logged) -> None:
        self._open = [one for one in self._open if one is not logged] or [Logged()]


def _is_number(value: Any) -> bool:
    if isinstance(value, Number) and not isinstance(value, complex):
        return True
    # A single value of NumPy, or of a tensor.
    return getattr(value, "shape", None) == () and hasattr(value, "__float__")


log = Log()
