"""The report of a concept drift node: whether, and since when, answers are wrong more often than before."""

import numpy as np

from espalier import events
from espalier.monitoring import answers, watching
from espalier.monitoring.detectors import Adwin, Ddm, PageHinkley, changes
from espalier.monitoring.watching import FEWEST_ROWS, Figure

DETECTORS = {"adwin": ("ADWIN", Adwin), "ddm": ("DDM", Ddm), "page-hinkley": ("Page–Hinkley", PageHinkley)}


def concept_drift(job):
    """Errors in order of time, of `current` as Read predictions makes it: 0 and 1 of classes, absolute ones of numbers."""
    table, model, params = job.table("current"), job.inputs["model"], job.params
    if not table.rows:
        return watching.nothing(job, "concept")
    found = answers.read(table, model)
    labelled = found.rows(np.flatnonzero(found.known))
    about = [f"{len(labelled)} of {len(found)} rows have a label, and are looked at in the order in which they were asked"]
    by = "row" if labelled.times is None else "time"
    if not len(labelled):
        about = ["No labels yet, so nobody can say whether answers grew worse. Demos, POST /labels and files bring them"]
        return watching.report(job, "concept", len(found), [], about, by)
    if len(labelled) < FEWEST_ROWS:
        about.append(f"That is too few to tell a change; from {FEWEST_ROWS} on it is said")
        return watching.report(job, "concept", len(found), [], about, by)
    order = np.arange(len(labelled)) if labelled.times is None else np.argsort(labelled.times, kind="stable")
    is_classes = labelled.predicted.dtype.kind != "f"
    wrong = (labelled.predicted != labelled.actual).astype(float) if is_classes else np.abs(labelled.predicted - labelled.actual)
    errors = wrong[order]
    # What the detectors take for large is between 0 and 1; numbers are measured in their own first errors.
    unit = 1.0 if is_classes else max(float(np.mean(errors[: max(FEWEST_ROWS, len(errors) // 10)])), np.finfo(float).tiny)
    chunks = watching.chunked(labelled.times, len(labelled), params["chunks"])
    series = [watching.point(begin, float(wrong[rows].mean()) if len(rows) else None, len(rows)) for begin, rows in chunks]
    figures = [Figure("concept.error", "share of wrong answers" if is_classes else "mean absolute error", float(wrong.mean()), series=series, alarm=False)]
    wanted = DETECTORS if params["method"] == "all" else [params["method"]]
    for place, name in enumerate(wanted):
        title, detector = DETECTORS[name]
        events.progress(place / len(wanted), title)
        if name == "ddm" and not is_classes:
            about.append("DDM knows only right and wrong, so it says nothing of numbers")
            continue
        seen = changes(detector, errors / unit)
        figures.append(of_detector(name, title, seen, unit, lambda place: at(labelled, order, place)))
    return watching.report(job, "concept", len(found), figures, about, by)


def of_detector(name, title, seen, unit, at):
    """How many changes; an alarm is a last one to the worse."""
    if not seen:
        return Figure(f"concept.{name}", title, 0, alarm=False, remark="no change")
    last = seen[-1]
    is_worse = last.after > last.before
    remark = f"errors {'rose' if is_worse else 'fell'} from {last.before * unit:.4g} to {last.after * unit:.4g}; noticed {at(last.found)}"
    return Figure(f"concept.{name}", title, len(seen), alarm=is_worse, remark=remark, since=at(last.began))


def at(labelled, order, place):
    return int(place) if labelled.times is None else watching.moment(labelled.times[order[place]])
