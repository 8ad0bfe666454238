"""Hidden state: what the kernel knows and the notebook no longer says."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from espalier.capture import names
from espalier.capture.document import Written
from espalier.capture.session import Cell

MOST_NAMED = 8


@dataclass(frozen=True)
class Warned:
    """`kind`: `order`, `stale`, `deleted`, `edited`, `undefined`, `failed`, or what the push itself found."""

    kind: str
    message: str
    hint: str | None = None

    def json(self) -> dict[str, Any]:
        return {key: value for key, value in asdict(self).items() if value is not None}


@dataclass(frozen=True)
class Matched:
    """A cell of the document and its last execution."""

    written: Written
    run: Cell
    at: int
    """How many executions came before."""


def match(written: Sequence[Written], cells: Sequence[Cell]) -> tuple[list[Matched], list[str]]:
    """Cells of the document that were run, in the document's order; and of each execution, whether its cell is still there:
    `current`, `edited` or `deleted`."""
    by_id = {one.cell_id: one for one in written if one.cell_id}
    by_source: dict[str, Written] = {}
    for one in written:
        by_source.setdefault(one.source.strip(), one)
    found: dict[int, Matched] = {}
    states = []
    for at, cell in enumerate(cells):
        one = by_id.get(cell.cell_id) if cell.cell_id else None
        one = one or by_source.get(cell.source.strip())
        if one is None:
            states.append("deleted")
            continue
        found[one.place] = Matched(one, cell, at)
        states.append("current" if one.source.strip() == cell.source.strip() else "edited")
    return [found[place] for place in sorted(found)], states


def warnings(written: Sequence[Written], cells: Sequence[Cell]) -> list[Warned]:
    matched, states = match(written, cells)
    last_of = {id(one.run) for one in matched}
    bound_now = {name for one in written for name in names.of(one.source).binds}
    needed_now = {name for one in written for name in names.of(one.source).needs}
    gone = [
        Warned(
            "deleted" if state == "deleted" else "edited",
            f"only a cell that was {state} since it ran as [{cell.count}] defines {_listed(lost)}",
            "put the definition back into a cell, or the notebook cannot be run again",
        )
        for cell, state in zip(cells, states)
        if state != "current" and (lost := sorted((names.of(cell.source).binds & needed_now) - bound_now))
    ]
    named = {name for cell, state in zip(cells, states) if state != "current" for name in names.of(cell.source).binds}
    unknown = sorted(needed_now - bound_now - named)
    return [
        *_out_of_order(matched),
        *_older_than_they_use(matched),
        *gone,
        *([Warned("undefined", f"no cell defines {_listed(unknown)}", "define it in a cell before it is used")] if unknown else []),
        *[
            Warned("stale", f"cell {one.written.place} was edited since it ran as [{one.run.count}]", "run it again before you push")
            for one in matched
            if one.written.source.strip() != one.run.source.strip()
        ],
        *[
            Warned("failed", f"cell {one.written.place} failed when it ran last, as [{one.run.count}]")
            for one in matched
            if not one.run.ok and id(one.run) in last_of
        ],
    ]


def _out_of_order(matched: Sequence[Matched]) -> list[Warned]:
    late = [(before, after) for before, after in zip(matched, matched[1:]) if before.at > after.at]
    if not late:
        return []
    told = ", ".join(
        f"cell {before.written.place} [{before.run.count}] after cell {after.written.place} [{after.run.count}]"
        for before, after in late[:MOST_NAMED]
    )
    return [Warned("order", f"cells were run out of order: {told}", "restart the kernel and run all cells")]


def _older_than_they_use(matched: Sequence[Matched]) -> list[Warned]:
    """Of cells that stand after a definition but ran before it was made anew."""
    found = []
    for index, one in enumerate(matched):
        needs = names.of(one.run.source).needs
        newer = {
            name: before
            for before in matched[:index]
            if before.at > one.at
            for name in names.of(before.run.source).binds & needs
        }
        if newer:
            message = f"cell {one.written.place} shows what it made before {_listed(sorted(newer))} changed"
            found.append(Warned("stale", message, "run it again before you push"))
    return found


def _listed(found: Sequence[str]) -> str:
    return ", ".join(found[:MOST_NAMED]) + (f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else "")
