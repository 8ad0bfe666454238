import resource

import numpy as np
import pandas as pd

from espalier.conversion import rows
from espalier.capture import data, reads
from espalier.capture.session import Cell


def told(space=None, found=None, *cells):
    return {one["name"]: one for one in data.datasets(found or {}, cells, space or {})}


def most_memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def test_equal_data_has_an_equal_fingerprint_and_other_data_another():
    frame = pd.DataFrame({"a": [1, 2], "b": ["x", None]})
    changed = frame.assign(a=[1, 3])
    found = told({"one": frame, "same": frame.copy(), "changed": changed})
    assert found["one"]["digest"] == found["same"]["digest"] != found["changed"]["digest"]


def test_of_a_frame_of_two_gigabytes_only_a_sample_is_hashed_or_copied():
    large = pd.DataFrame(np.zeros((1 << 27, 2)), columns=["a", "b"])
    before = most_memory()
    assert large.memory_usage(deep=False).sum() > 2 << 30
    (found,) = told({"large": large}).values()
    assert "sampled: 10000 of 134217728 rows" in found["profile"]
    assert len(rows.of(large, ["b"], 1000)) == 1000
    assert most_memory() - before < 200


def test_files_are_found_that_were_opened_and_that_the_code_names(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rows.csv").write_text("a\n1\n")
    pd.DataFrame({"a": [1]}).to_parquet(tmp_path / "rows.parquet")
    heard = reads.Reads()
    heard.where = Cell("", 1)
    pd.read_csv("rows.csv")
    open(tmp_path / "made.csv", "w").close()
    heard.where = None
    named = Cell("import polars\nframe = polars.scan_parquet('rows.parquet')\nread_csv('https://ada:secret@example.org/a.csv?key=1')", 2)
    found = told({}, heard.found, named)
    assert set(found) == {"rows.csv", "rows.parquet", "a.csv"}
    assert found["rows.parquet"]["tags"]["how"] == "named in the code"
    assert "secret" not in found["a.csv"]["source"] and "key" not in found["a.csv"]["source"]
