"""Rows of a notebook's frames as ONNX graphs take them: float64 with NaN, text with the stand-in for missing."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from espalier.client.faults import ApiFault
from espalier.tables import MISSING_TEXT

MOST_COLUMNS = 2000


@dataclass(frozen=True)
class Column:
    name: str
    family: str
    """`number`, `integer`, `boolean` or `text`."""


@dataclass(frozen=True)
class Rows:
    """Some rows as they came, for the model itself, and as a caller would send them."""

    native: Any
    columns: list[Column]
    values: dict[str, np.ndarray]

    def __len__(self) -> int:
        return len(next(iter(self.values.values()))) if self.values else 0

    def take(self, places: np.ndarray) -> "Rows":
        native = self.native.iloc[places] if hasattr(self.native, "iloc") else self.native[places]
        return Rows(native, self.columns, {name: column[places] for name, column in self.values.items()})


def of(frame: Any, names: list[str] | None = None, most: int | None = None, seed: int = 0) -> Rows:
    """At most `most` rows, evenly spread, of a frame's columns or of an array's. Only these are copied.

    Faults: BAD_DATA for a column that no caller could send.
    """
    if hasattr(frame, "to_pandas") and not hasattr(frame, "iloc"):
        frame = frame.to_pandas()
    if hasattr(frame, "iloc") and hasattr(frame, "columns"):
        return _of_frame(frame, names, most)
    array = frame.toarray() if hasattr(frame, "toarray") else np.asarray(frame)
    if array.ndim != 2:
        raise ApiFault("BAD_DATA", f"not a table: rows of shape {array.shape[1:]}", hint="pass validation=a frame of columns")
    array = array[_spread(len(array), most)]
    called = names if names is not None else [f"x{place}" for place in range(array.shape[1])]
    family = {"i": "integer", "u": "integer", "b": "boolean", "f": "number"}.get(array.dtype.kind, "text")
    columns = [Column(name, family) for name in called]
    _check_width(columns)
    return Rows(array, columns, {name: _values(array[:, place], family) for place, name in enumerate(called)})


def _of_frame(frame: Any, names: list[str] | None, most: int | None) -> Rows:
    _check_width(list(frame.columns) if names is None else names)
    # Rows before columns: choosing columns first would copy every row of them.
    part = frame.iloc[_spread(len(frame), most)]
    part = part if names is None else part[[name for wanted in names for name in part.columns if str(name) == wanted]]
    columns = [Column(str(name), family_of(part[name], str(name))) for name in part.columns]
    values = {column.name: _values(part[name], column.family) for name, column in zip(part.columns, columns)}
    return Rows(part, columns, values)


def family_of(series: Any, name: str) -> str:
    kind = getattr(series.dtype, "kind", "O")
    if kind in "iu":
        return "integer"
    if kind in "bf":
        return {"b": "boolean", "f": "number"}[kind]
    known = [value for value in series.to_numpy(object) if not _is_missing(value)]
    if all(isinstance(value, str) for value in known):
        return "text"
    if all(isinstance(value, bool | np.bool_) for value in known):
        return "boolean"
    if kind == "O" and all(isinstance(value, int | float | np.number) for value in known):
        return "number"
    raise ApiFault(
        "BAD_DATA",
        f"a column that no caller can send: {name} ({series.dtype})",
        column=name,
        hint="make numbers or text of it before the model sees it, such as the days since a date",
    )


def _values(series: Any, family: str) -> np.ndarray:
    if family == "text":
        given = np.asarray(series, dtype=object)
        return np.array([MISSING_TEXT if _is_missing(value) else str(value) for value in given], dtype=object)
    if hasattr(series, "to_numpy"):
        return series.to_numpy(dtype=np.float64, na_value=np.nan)
    return np.asarray(series, np.float64)


def _is_missing(value: Any) -> bool:
    return value is None or value != value or type(value).__name__ in ("NAType", "NaTType")


def _spread(rows: int, most: int | None) -> np.ndarray:
    return np.arange(rows) if most is None or rows <= most else np.linspace(0, rows - 1, most).astype(np.int64)


def _check_width(columns: list[Any]) -> None:
    if len(columns) > MOST_COLUMNS:
        raise ApiFault("LIMIT", f"too many columns to convert here: {len(columns)}", hint=f"at most {MOST_COLUMNS}")


def as_sent(rows: Rows) -> list[dict[str, Any]]:
    """As JSON, null for missing."""
    taken = {column.name: column.family for column in rows.columns}
    return [{name: _plain(family, rows.values[name][row]) for name, family in taken.items()} for row in range(len(rows))]


def _plain(family: str, value: Any) -> Any:
    if family == "text":
        return None if value == MISSING_TEXT else value
    if not np.isfinite(value):
        return None
    return {"number": float, "integer": int, "boolean": bool}[family](value)
