from espalier.capture import hidden, names
from espalier.capture.document import Written
from espalier.capture.session import Cell


def written(*cells):
    return [Written(place, source, id) for place, (id, source) in enumerate(cells, 1)]


def run(id, source, count):
    return Cell(source, count, id)


def kinds(document, *cells):
    return [(one.kind, one.message) for one in hidden.warnings(document, cells)]


def test_a_notebook_that_was_run_from_top_to_bottom_hides_nothing():
    document = written(("a", "x = 1"), ("b", "y = x + 1"))
    assert kinds(document, run("a", "x = 1", 1), run("b", "y = x + 1", 2)) == []


def test_a_definition_whose_cell_was_deleted_is_told():
    document = written(("b", "y = x + 1"))
    assert kinds(document, run("a", "x = 1", 1), run("b", "y = x + 1", 2)) == [
        ("deleted", "only a cell that was deleted since it ran as [1] defines x")
    ]


def test_a_definition_that_was_edited_away_is_told_and_that_its_cell_is_stale():
    document = written(("a", "z = 1"), ("b", "y = x + 1"))
    found = kinds(document, run("a", "x = 1", 1), run("b", "y = x + 1", 2))
    assert ("edited", "only a cell that was edited since it ran as [1] defines x") in found
    assert ("stale", "cell 1 was edited since it ran as [1]") in found


def test_cells_that_were_run_out_of_order_are_told_and_what_they_made_old():
    document = written(("a", "x = 1"), ("b", "y = x + 1"))
    found = kinds(document, run("a", "x = 1", 1), run("b", "y = x + 1", 2), run("a", "x = 1", 3))
    assert found == [
        ("order", "cells were run out of order: cell 1 [3] after cell 2 [2]"),
        ("stale", "cell 2 shows what it made before x changed"),
    ]


def test_a_name_that_nothing_defines_and_a_cell_that_failed_are_told():
    document = written(("b", "print(nowhere)"))
    failed = run("b", "print(nowhere)", 1)
    failed.ok = False
    assert kinds(document, failed) == [("undefined", "no cell defines nowhere"), ("failed", "cell 1 failed when it ran last, as [1]")]


def test_names_are_read_as_python_binds_them():
    found = names.of("import numpy as np\ndef area(r):\n    return np.pi * r * scale\nrows = [area(r) for r in radii]\ntotal += 1\n%time x = 1")
    assert {"np", "area", "rows", "total", "x"} <= found.binds
    assert found.needs == {"scale", "radii", "total"}
    assert names.of("%%bash\nls") == names.NOTHING
    assert names.of("no python at all") == names.NOTHING
