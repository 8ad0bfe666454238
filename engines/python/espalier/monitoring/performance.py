"""The report of a performance node: how good answers turned out to be, and how good they are expected to be where nobody knows yet."""

import numpy as np

from espalier import events
from espalier.monitoring import answers, measures, watching
from espalier.monitoring.watching import FEWEST_ROWS, Figure, Limits

CHUNK_DRAWS = 60
FEWEST_CALIBRATING = 200


def performance(job):
    """`current` as Read predictions makes it; `reference`: labelled rows of a time when all was well."""
    table, model, params = job.table("current"), job.inputs["model"], job.params
    if not table.rows:
        return watching.nothing(job, "performance")
    found = answers.read(table, model)
    chunks = watching.chunked(found.times, len(found), params["chunks"])
    reference = answers.read(job.table("reference"), model) if "reference" in job.inputs else None
    reference = reference.rows(np.flatnonzero(reference.known)) if reference else None
    about, figures = [], []
    labelled = int(found.known.sum())
    coverage = labelled / len(found)
    figures.append(Figure("performance.coverage", "share of rows with a label", coverage, series=[
        watching.point(begin, float(found.known[rows].mean()) if len(rows) else None, len(rows)) for begin, rows in chunks
    ]))
    if labelled < FEWEST_ROWS:
        about.append(f"{labelled} of {len(found)} rows have a label: too few to say how good the answers were; from {FEWEST_ROWS} on it is said")
    else:
        about.append(f"{labelled} of {len(found)} rows have a label")
        if coverage < 1:
            about.append("The figures are of these rows alone: they tell of all only if which rows get a label has nothing to do with how good their answer is")
        figures += realised(found, chunks, reference, model, params)
    if found.probabilities is not None:
        figures += estimated(found, chunks, reference, params, about)
    events.progress(1, f"{labelled} of {len(found)} rows have a label")
    return watching.report(job, "performance", len(found), figures, about, "row" if found.times is None else "time")


def realised(found, chunks, reference, model, params):
    known = found.rows(np.flatnonzero(found.known))
    whole, sure = measures.measured(known), measures.intervals(known)
    series = {name: [] for name in whole}
    for place, (begin, rows) in enumerate(chunks):
        events.progress(0.6 * place / len(chunks), "measuring")
        part = found.rows(rows[found.known[rows]])
        values = measures.measured(part)
        ends = measures.intervals(part, draws=CHUNK_DRAWS) if len(part) >= FEWEST_ROWS else {}
        for name, points in series.items():
            points.append(watching.point(begin, values.get(name), len(part), ends.get(name)))
    figures = []
    for name, value in whole.items():
        limits, expected = limits_of(name, reference, chunks, model, params)
        alarm = bool(limits) and limits.beyond(value) and surely(sure.get(name), limits)
        figures.append(Figure(
            f"performance.{name}", measures.TITLES[name], value, interval=sure.get(name), expected=expected, limits=limits, alarm=alarm, series=series[name]
        ))
    return figures


def limits_of(name, reference, chunks, model, params):
    """Fixed; else of chunks of the reference, as many rows each as chunks of now; else what training promised, less a tolerance."""
    is_high = name in measures.BETTER_HIGH
    if params["metric"] == name and params.get("limit") is not None:
        return (Limits(low=params["limit"]) if is_high else Limits(high=params["limit"])), None
    if reference and len(reference) >= FEWEST_ROWS:
        values = [measures.measured(part).get(name) for part in parts(reference, chunks)]
        limits = watching.from_reference(values, *measures.BOUNDS[name])
        if limits:
            worse = Limits(low=limits.low, source="reference") if is_high else Limits(high=limits.high, source="reference")
            return worse, measures.measured(reference).get(name)
    promised = model.get("metrics", {}).get({"rocAuc": "auc"}.get(name, name))
    if promised is None:
        return None, None
    tolerance = params["tolerance"]
    return (Limits(low=promised - tolerance, source="model") if is_high else Limits(high=promised * (1 + 2 * tolerance), source="model")), promised


def parts(reference, chunks):
    """The reference in order, in parts of about as many rows as the chunks that are compared with it have."""
    sizes = np.diff(chunks.bounds)
    size = max(FEWEST_ROWS, int(np.median(sizes[sizes > 0])))
    order = np.arange(len(reference)) if reference.times is None else np.argsort(reference.times, kind="stable")
    count = max(1, len(reference) // size)
    return [reference.rows(part) for part in np.array_split(order, count)]


def surely(interval, limits):
    """All of the interval is beyond, so that chance alone is no alarm."""
    return interval is None or (limits.beyond(interval[0]) and limits.beyond(interval[1]))


def estimated(found, chunks, reference, params, about):
    """CBPE; without enough labelled reference the probabilities are taken as they are told, and that is said."""
    calibrating = reference if reference is not None and reference.probabilities is not None and len(reference) >= FEWEST_CALIBRATING else None
    whole = np.isfinite(found.probabilities).all(axis=1) & (found.predicted >= 0)
    if not whole.any():
        return []
    calibrate, needed = measures.calibrators(calibrating) if calibrating else (lambda told: told, False)
    if not calibrating:
        about.append(
            f"The estimate takes the model's probabilities as true chances: connect {FEWEST_CALIBRATING} labelled rows or more as the reference, and they are calibrated first"
        )
    elif needed:
        about.append("The model's probabilities are calibrated on the reference by isotonic regression")
    about.append(
        "The estimate (CBPE) needs no labels; it holds while only the inputs change, not what follows from them, and only for inputs like those of the reference"
    )
    chances = calibrate(found.probabilities[whole])
    everything = measures.expected(found.probabilities[whole], chances, found.predicted[whole])
    places = np.cumsum(whole) - 1
    series = {name: [] for name in everything}
    for begin, rows in chunks:
        chosen = rows[whole[rows]]
        values = measures.expected(found.probabilities[chosen], chances[places[chosen]], found.predicted[chosen]) if len(chosen) else {}
        for name, points in series.items():
            points.append(watching.point(begin, values.get(name), len(chosen)))
    figures = []
    for name, value in everything.items():
        limits = None
        if calibrating:
            values = [measures.expected(part.probabilities, calibrate(part.probabilities), part.predicted).get(name) for part in parts(calibrating, chunks)]
            limits = watching.from_reference(values, *measures.BOUNDS[name])
            is_high = name in measures.BETTER_HIGH
            limits = limits and (Limits(low=limits.low, source="reference") if is_high else Limits(high=limits.high, source="reference"))
        figures.append(Figure(
            f"performance.estimated.{name}", f"{measures.TITLES[name]}, estimated without labels", value,
            limits=limits if params["estimate"] else None, series=series[name],
        ))
    return figures


