"""Tables of the platform as frames."""

import tempfile
import urllib.parse
from typing import TYPE_CHECKING, Any, Literal, overload

from espalier.client import http, platform

if TYPE_CHECKING:
    import pandas
    import pyarrow

CHUNK = 1 << 20


@overload
def load_table(name: str, version: int | None = ..., *, kind: Literal["pandas"] = ...) -> "pandas.DataFrame": ...
@overload
def load_table(name: str, version: int | None = ..., *, kind: Literal["arrow"]) -> "pyarrow.Table": ...
def load_table(name: str, version: int | None = None, *, kind: str = "pandas") -> Any:
    """A file of the project, as the platform reads it: `load_table("customers.csv")`, the newest version unless one is named.

    kind: `pandas` or `arrow`. It is streamed to disk as Parquet, so memory holds it once. Faults: NOT_FOUND, UNAVAILABLE.
    """
    import pyarrow.parquet as pq

    to = platform.find()
    query = urllib.parse.urlencode({"version": version} if version is not None else {})
    address = f"{to.api_url}/tables/{urllib.parse.quote(name, safe='')}" + (f"?{query}" if query else "")
    with tempfile.TemporaryFile() as file:
        with http.open_url(to, "GET", address, seconds=600) as answer:
            while part := answer.read(CHUNK):
                file.write(part)
        file.seek(0)
        table = pq.read_table(file)
    return table if kind == "arrow" else table.to_pandas(split_blocks=True, self_destruct=True)
