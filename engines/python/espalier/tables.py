"""Reading and writing the platform's Parquet tables, in row order, without pandas."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import local

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from espalier.columns import Column
from espalier.faults import Fault

MISSING_TEXT = "\uffff"
ROWS_AT_ONCE = 1 << 19


@dataclass(frozen=True)
class Table:
    path: Path
    columns: tuple[Column, ...]
    raw: "Table | None" = None
    graphs: tuple[Path, ...] = ()

    @property
    def origin(self):
        """The table that the chain of feature graphs started from."""
        return self.raw or self

    @cached_property
    def _by_name(self):
        return {column.name: column for column in self.columns}

    def column(self, name):
        found = self._by_name.get(name)
        if not found:
            raise Fault("BAD_DATA", f"no such column: {name}", column=name, hint="choose a column that the table has")
        return found

    def with_role(self, role):
        return next((column for column in self.columns if column.role == role), None)

    @property
    def rows(self):
        return pq.read_metadata(self.path).num_rows

    def read(self, name):
        """One column as one Arrow array; text is dictionary-encoded."""
        column = self.column(name)
        array = self._file().read(columns=[name]).column(name)
        return single(as_text(array) if column.family == "text" else array)

    def batches(self, name):
        """A column of numbers, a part in memory at a time."""
        for batch in self._file().iter_batches(ROWS_AT_ONCE, columns=[name]):
            yield numbers(batch.column(0))

    def first(self, name):
        """The value of the first row, as an Arrow scalar."""
        return next(self._file().iter_batches(1, columns=[name])).column(name)[0]

    def split(self, *names):
        """Which rows belong to these parts of the split, as a mask; None without a split column."""
        column = self.with_role("split")
        if not column:
            return None
        codes, values = text(self.read(column.name))
        wanted = np.array([value in names for value in values] + [False])
        return wanted[codes]

    def parts(self):
        """The whole table, some hundred thousand rows at a time."""
        file = self._file()
        sizes = [file.metadata.row_group(index).num_rows for index in range(file.num_row_groups)]
        for group in _grouped(sizes):
            yield file.read_row_groups(group)
        if not sizes:
            yield file.read()

    def _file(self):
        """Opened once a thread: with thousands of columns the footer alone takes long to read."""
        if not hasattr(self._opened, "file"):
            text_columns = [column.name for column in self.columns if column.family == "text"]
            self._opened.file = pq.ParquetFile(self.path, read_dictionary=text_columns)
        return self._opened.file

    @cached_property
    def _opened(self):
        return local()


def of(value):
    """A table as job.json names it."""
    chain = value.get("chain")
    return Table(
        Path(value["path"]),
        tuple(Column(**column) for column in value["columns"]),
        of(chain["raw"]) if chain else None,
        tuple(Path(graph) for graph in chain["graphs"]) if chain else (),
    )


def numbers(array):
    """Float64 with NaN for missing."""
    if pa.types.is_boolean(array.type):
        array = array.cast(pa.uint8())
    array = array.cast(pa.float64(), safe=False)
    return (array.fill_null(np.nan) if array.null_count else array).to_numpy(zero_copy_only=False)


def text(array):
    """`(codes, values)`: the value of each row by its place in `values`, -1 for missing."""
    if not pa.types.is_dictionary(array.type):
        array = array.dictionary_encode()
    indices = array.indices
    codes = (indices.fill_null(-1) if indices.null_count else indices).to_numpy(zero_copy_only=False)
    return codes.astype(np.int32, copy=False), array.dictionary.to_pylist()


def objects(codes, values):
    """Text as ONNX Runtime takes it: an object array, missing as the agreed stand-in."""
    return np.array([*values, MISSING_TEXT], dtype=object)[codes]


def vectors(array):
    """A column of equally long lists as a float32 matrix."""
    flat = array.flatten().to_numpy(zero_copy_only=False)
    return flat.reshape(len(array), len(flat) // max(1, len(array))).astype(np.float32, copy=False)


def write(path, parts):
    """Writes tables one after the other into one Parquet file, while the next is being made. Gives the number of rows."""
    rows, writer, pending = 0, None, None
    with ThreadPoolExecutor(1) as background:
        try:
            for part in parts:
                writer = writer or pq.ParquetWriter(path, part.schema, compression="lz4", write_statistics=False)
                if pending:
                    pending.result()
                pending = background.submit(writer.write_table, part, ROWS_AT_ONCE)
                rows += part.num_rows
            if pending:
                pending.result()
        finally:
            if writer:
                writer.close()
    return rows


def single(array):
    """A chunked column as one array."""
    if pa.types.is_dictionary(array.type):
        array = array.unify_dictionaries()
    return array.combine_chunks() if array.num_chunks != 1 else array.chunk(0)


def as_text(array):
    """Dictionary-encoded text, whatever Parquet stores it as (a UUID is bytes there)."""
    if pa.types.is_dictionary(array.type):
        return array
    if pa.types.is_string(array.type) or pa.types.is_large_string(array.type):
        return array.cast(pa.string()).dictionary_encode()
    return pa.chunked_array([pa.array([None if v is None else str(v) for v in array.to_pylist()], pa.string())]).dictionary_encode()


def _grouped(sizes):
    group, rows = [], 0
    for index, size in enumerate(sizes):
        group.append(index)
        rows += size
        if rows >= ROWS_AT_ONCE:
            yield group
            group, rows = [], 0
    if group:
        yield group
