import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A column of a table; `type` is DuckDB's own type name."""

    name: str
    type: str
    role: str | None = None

    @property
    def family(self):
        return family(self.type)

    def json(self):
        return {"name": self.name, "type": self.type, **({"role": self.role} if self.role else {})}


def family(type):
    """As `typeFamily` in pipeline/columns.ts."""
    if re.search(r"\[\d*\]$", type):
        return "vector" if re.match(r"(FLOAT|DOUBLE)\[", type) else "other"
    if re.match(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$", type):
        return "integer"
    if re.match(r"(FLOAT|DOUBLE|REAL|DECIMAL)", type):
        return "number"
    if type == "BOOLEAN":
        return "boolean"
    if re.match(r"(VARCHAR|UUID|ENUM)", type):
        return "text"
    return "time" if re.match(r"(DATE|TIME|INTERVAL)", type) else "other"


NUMERIC = ("number", "integer", "boolean")
SCALAR = (*NUMERIC, "text")


def features(columns):
    """Columns that may be features, as `featureColumns` in pipeline/columns.ts."""
    return [column for column in columns if not column.role and column.family not in ("time", "other")]
