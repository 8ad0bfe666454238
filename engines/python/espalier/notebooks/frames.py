"""Whatever holds a table, as Arrow."""

import os

import pyarrow as pa
import pyarrow.parquet as pq

from espalier import tables
from espalier.faults import Fault


def arrow(table):
    """Faults: BAD_DATA for what is no table, or one whose columns have no names of their own."""
    if isinstance(table, (str, os.PathLike)):
        table = pq.read_table(table)
    elif hasattr(table, "to_arrow"):
        table = table.to_arrow()
    elif isinstance(table, dict):
        table = pa.table(table)
    elif hasattr(table, "to_frame") and not hasattr(table, "columns"):
        table = table.to_frame()
    if hasattr(table, "iloc"):
        table = _of_pandas(table)
    if not isinstance(table, pa.Table):
        raise Fault("BAD_DATA", f"not a table: {type(table).__name__}", hint="give a pandas frame, an Arrow table or columns by name")
    names = [name.lower() for name in table.column_names]
    for name in table.column_names:
        if not name or names.count(name.lower()) > 1:
            raise Fault("BAD_DATA", f"two columns of one name: {name}" if name else "a column without a name", column=name, hint="rename it")
    if not names:
        raise Fault("BAD_DATA", "a table without columns", hint="give it at least one")
    return table.replace_schema_metadata(None)


def _of_pandas(frame):
    """An index with a name is a column; one that only counts is not."""
    if any(name is not None for name in frame.index.names):
        frame = frame.reset_index()
    frame = frame.rename(columns=str)
    try:
        return pa.Table.from_pandas(frame, preserve_index=False)
    except pa.ArrowException as error:
        raise Fault("BAD_DATA", f"a column that no table can hold: {error}", hint="give each column values of one type") from error


def write(table, path):
    """Whole or not at all, whoever is killed meanwhile."""
    part = path.with_suffix(".part")
    tables.write(part, [table])
    os.replace(part, path)
