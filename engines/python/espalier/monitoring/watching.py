"""What the nodes of monitoring say, as `watch` in pipeline/ports/watch.ts: figures, each with its limits, over chunks of time."""

from dataclasses import dataclass, field

import numpy as np

DEVIATIONS = 3
MOST_ALARMS = 10
FEWEST_ROWS, FEWEST_CHUNKS = 30, 4
"""A chunk of fewer rows raises no alarm; from fewer chunks no limits are drawn."""


@dataclass(frozen=True)
class Chunks:
    """Rows in order of time (or as they stand, where no column tells it), in parts of equal length."""

    order: np.ndarray
    bounds: np.ndarray
    """`order[bounds[i]:bounds[i + 1]]` are the rows of a part."""
    begins: tuple

    def __len__(self):
        return len(self.begins)

    def __iter__(self):
        for place, begin in enumerate(self.begins):
            yield begin, self.order[self.bounds[place] : self.bounds[place + 1]]


def times_of(table):
    """Microseconds since 1970 of each row, or None where no column tells; rows without a time count as the first."""
    column = table.with_role("time")
    if not column or column.family != "time" or not column.type.startswith(("TIMESTAMP", "DATE")):
        return None
    array = table.read(column.name).cast("timestamp[us]", safe=False).cast("int64")
    filled = array.fill_null(np.iinfo(np.int64).min + 1) if array.null_count else array
    found = filled.to_numpy(zero_copy_only=False)
    known = found > np.iinfo(np.int64).min + 1
    return np.where(known, found, found[known].min()) if known.any() else None


def chunked(times, rows, count):
    """`count` parts of equal length in time; of rows, where there is no time. Fewer, where they would have too few rows to tell anything."""
    count = max(1, min(count, rows // FEWEST_ROWS))
    if times is None:
        bounds = np.linspace(0, rows, count + 1).astype(np.int64)
        return Chunks(np.arange(rows), bounds, tuple(int(bound) for bound in bounds[:-1]))
    order = np.argsort(times, kind="stable")
    sorted_times = times[order]
    first, last = int(sorted_times[0]), int(sorted_times[-1])
    if first == last:
        return Chunks(order, np.array([0, rows]), (moment(first),))
    edges = np.linspace(first, last, count + 1)
    bounds = np.append(np.searchsorted(sorted_times, edges[:-1]), rows)
    return Chunks(order, bounds, tuple(moment(edge) for edge in edges[:-1]))


def moment(microseconds):
    return str(np.datetime64(int(microseconds) // 1_000_000, "s")) + "Z"


@dataclass
class Limits:
    low: float | None = None
    high: float | None = None
    source: str = "fixed"

    def beyond(self, value):
        return value is not None and ((self.low is not None and value < self.low) or (self.high is not None and value > self.high))

    def json(self):
        return {"source": self.source, **{name: end for name, end in (("low", self.low), ("high", self.high)) if end is not None}}


def from_reference(values, low=None, high=None):
    """Mean ± 3 standard deviations of a figure over chunks of the reference, after NannyML; within what the figure can be."""
    known = np.array([value for value in values if value is not None], dtype=float)
    if len(known) < FEWEST_CHUNKS:
        return None
    mean, spread = float(known.mean()), float(known.std())
    ends = (mean - DEVIATIONS * spread, mean + DEVIATIONS * spread)
    # An end that no figure can reach is none.
    return Limits(None if low is not None and ends[0] <= low else ends[0], None if high is not None and ends[1] >= high else ends[1], "reference")


@dataclass
class Figure:
    name: str
    """Stable: what metrics, triggers and alerts call it."""
    title: str
    value: float | None
    of: str | None = None
    interval: tuple[float, float] | None = None
    expected: float | None = None
    limits: Limits | None = None
    alarm: bool | None = None
    remark: str | None = None
    series: list = field(default_factory=list)
    since: str | int | None = None

    def json(self):
        alarm = self.alarm if self.alarm is not None else bool(self.limits and self.limits.beyond(self.value))
        since = self.since if self.since is not None or not alarm else began(self.series, self.limits)
        said = {"of": self.of, "expected": self.expected, "remark": self.remark, "since": since}
        return {
            "name": self.name,
            "title": self.title,
            "value": self.value,
            "alarm": alarm,
            **{name: value for name, value in said.items() if value is not None},
            **({"low": self.interval[0], "high": self.interval[1]} if self.interval else {}),
            **({"limits": self.limits.json()} if self.limits else {}),
            **({"series": self.series} if self.series else {}),
        }


def point(begin, value, rows, interval=None):
    return {"from": begin, "value": value, "rows": rows, **({"low": interval[0], "high": interval[1]} if interval else {})}


def began(series, limits):
    """The first part of those at the end, one after the other, that are beyond; parts of few rows say nothing."""
    since = None
    for one in reversed(series):
        if one["value"] is None or one["rows"] < FEWEST_ROWS:
            continue
        if not limits or not limits.beyond(one["value"]):
            break
        since = one["from"]
    return since


def report(job, kind, rows, figures, about=(), by="time"):
    """Gives the output `report`: all figures as metrics, and how many of them are beyond their limits."""
    found = [figure.json() for figure in figures]
    alarms = sum(figure["alarm"] for figure in found)
    metrics = {figure["name"]: float(figure["value"]) for figure in found if figure["value"] is not None}
    metrics[f"{kind}.alarms"] = alarms
    found.sort(key=lambda figure: not figure["alarm"])
    body = {"kind": kind, "rows": rows, "by": by, "about": list(about), "metrics": metrics, "figures": found}
    alarming = [f"{figure['of']}: {figure['title']}" if "of" in figure else figure["title"] for figure in found if figure["alarm"]]
    return {"type": "report", "file": job.write_json("report.json", body), "metrics": metrics, "alarms": alarming[:MOST_ALARMS]}


def nothing(job, kind, figures=()):
    """No rows: no figure but of that itself, and no other alarm."""
    return report(job, kind, 0, figures, ["No predictions in this window: nothing to look at"])
