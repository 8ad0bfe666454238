"""Values for the cell tagged `parameters`, put in as papermill does."""

import math

import nbformat

PARAMETERS, INJECTED = "parameters", "injected-parameters"


def inject(nb, values):
    """Puts a cell with the values after the tagged one, in the place of one that was put in before; at the top without a tagged one."""
    cells = nb.cells
    former = place_of(cells, INJECTED)
    if not values and former is None:
        return
    cell = nbformat.v4.new_code_cell(assignments(values), metadata={"tags": [INJECTED]})
    if former is not None:
        cells[former : former + 1] = [cell] if values else []
        return
    tagged = place_of(cells, PARAMETERS)
    cells.insert(0 if tagged is None else tagged + 1, cell)


def place_of(cells, tag):
    return next((index for index, cell in enumerate(cells) if tag in cell.metadata.get("tags", [])), None)


def assignments(values):
    return "\n".join(["# Parameters", *(f"{name} = {written(value)}" for name, value in values.items())])


def written(value):
    """A JSON value as Python writes it."""
    if isinstance(value, float) and not math.isfinite(value):
        return f'float("{value}")'
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {written(each)}" for key, each in value.items()) + "}"
    return repr(value)
