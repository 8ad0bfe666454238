"""The report of a quality node: whether what comes in is what the model was made for."""

import base64
import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from espalier import events, tables
from espalier.monitoring import watching
from espalier.monitoring.watching import Figure, Limits

NUMBERS = ("number", "integer")
DIGEST = 6
"""As in espalier/signature.py."""


def quality(job):
    """Every column of the model's contract: there, of its type, with a value, within what training saw; and how fresh the rows are."""
    table, model, params = job.table("current"), job.inputs["model"], job.params
    if not table.rows:
        return watching.nothing(job, "quality", [of_rows(0, params)])
    signature = model["signature"]
    digests = json.loads(Path(model["details"]).read_text("utf-8")).get("categories") or {}
    times = watching.times_of(table)
    chunks = watching.chunked(times, table.rows, params["chunks"])
    names = {column.name for column in table.columns}
    figures, about = [], []
    faulty = np.zeros(table.rows, bool)
    sums = {"missing": 0.0, "newCategories": 0.0, "outOfRange": 0.0, "wrongType": 0.0}
    wanted = [one for one in signature["inputs"] if one["type"] != "image"]
    if len(wanted) < len(signature["inputs"]):
        about.append("Pictures are not looked at")
    gone = [one["name"] for one in wanted if one["name"] not in names]
    figures.append(Figure("quality.gone", "columns that are gone", len(gone), limits=Limits(high=0), remark=", ".join(gone) or None))
    there = [one for one in wanted if one["name"] in names]
    for place, one in enumerate(there):
        events.progress(place / len(there), one["name"])
        for check, rows, limit in checked(table, one, digests.get(one["name"]), params):
            figures.append(of_check(check, one["name"], rows, limit, chunks))
            sums[check] += float(rows.mean()) / len(there)
            if check != "missing" or one["missing"] == 0:
                faulty |= rows
    for check, value in sums.items():
        figures.append(Figure(f"quality.{check}", TITLES[check], value if there else None, alarm=False, remark="mean over all columns"))
    series = [watching.point(begin, float(faulty[rows].mean()) if len(rows) else None, len(rows)) for begin, rows in chunks]
    figures.append(Figure("quality.faulty", "share of rows with anything unforeseen", float(faulty.mean()) if there else None, series=series if there else [], alarm=False))
    if times is None:
        about.append("No column tells the time of a row, so nothing is said of how fresh they are")
    else:
        figures.append(freshness(times, params))
    figures.append(of_rows(table.rows, params))
    return watching.report(job, "quality", table.rows, figures, about, "row" if times is None else "time")


TITLES = {
    "missing": "share without a value",
    "newCategories": "share in categories that training did not see",
    "outOfRange": "share out of the range of training",
    "wrongType": "share of another type",
}


def checked(table, one, digests, params):
    """`(check, rows that fail it, highest share allowed)`."""
    column = table.column(one["name"])
    array = table.read(column.name)
    if one["type"] in (*NUMBERS, "boolean"):
        values, wrong = as_numbers(array, column)
        missing = ~np.isfinite(values) & ~wrong
        yield "wrongType", wrong, 0.0
        yield "missing", missing, one["missing"] + params["missing"]
        if one["type"] != "boolean":
            low, high = one.get("range") or (-np.inf, np.inf)
            with np.errstate(invalid="ignore"):
                yield "outOfRange", (values < low) | (values > high), params["outOfRange"]
        return
    codes, values = tables.text(array if column.family == "text" else array.cast("string"))
    yield "missing", codes < 0, one["missing"] + params["missing"]
    seen = np.array([not one.get("categories") or is_seen(value, one, digests) for value in values] + [True], bool)
    yield "newCategories", ~seen[codes], params["newCategories"]


def as_numbers(array, column):
    """Numbers, and which rows hold text that is none."""
    if column.family != "text":
        return tables.numbers(array), np.zeros(len(array), bool)
    codes, values = tables.text(array)
    each = np.array([number(value) for value in values] + [np.nan])
    found = each[codes]
    return found, (codes >= 0) & np.isnan(found)


def number(text):
    try:
        return float(text)
    except (TypeError, ValueError):
        return np.nan


def is_seen(value, one, digests):
    if any(entry["value"] == value for entry in one["categories"]):
        return True
    if one.get("categoryCount", 0) <= len(one["categories"]):
        return False
    # Where training kept no list of the others, nobody can say that one is new.
    return digests is None or hashlib.sha256(value.encode()).digest()[:DIGEST] in known_digests(digests)


_known = {}


def known_digests(text):
    if text not in _known:
        data = base64.b64decode(text)
        _known[text] = {data[place : place + DIGEST] for place in range(0, len(data), DIGEST)}
    return _known[text]


def of_check(check, column, rows, limit, chunks):
    series = [watching.point(begin, float(rows[part].mean()) if len(part) else None, len(part)) for begin, part in chunks]
    return Figure(f"quality.{check}.{column}", TITLES[check], float(rows.mean()), of=column, limits=Limits(high=limit), series=series)


def of_rows(count, params):
    return Figure("quality.rows", "rows", float(count), limits=Limits(low=params["rows"]) if params["rows"] else None)


def freshness(times, params):
    """Hours since the newest row, as seen from the end of the window."""
    until = params["until"] or datetime.now(UTC).isoformat()
    end = np.datetime64(datetime.fromisoformat(until).astimezone(UTC).replace(tzinfo=None), "us").astype(np.int64)
    hours = (int(end) - int(times.max())) / 3.6e9
    return Figure("quality.freshness", "hours since the newest row", max(0.0, hours), limits=Limits(high=params["hours"]))
