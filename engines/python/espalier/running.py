"""Runs graphs over tables: over the unique values of text columns, in chunks over the rest."""

import numpy as np
import onnxruntime as ort
import pyarrow as pa
from onnx import TensorProto

from espalier import graphs, tables

ROWS_IN_CHUNK = 1 << 16


def session(proto, threads=2):
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    return ort.InferenceSession(proto.SerializeToString(), options, providers=["CPUExecutionProvider"])


def apply(proto, source, path):
    """Writes the table that a feature graph makes of another. Gives the number of rows."""
    names = [value.name for value in proto.graph.input]
    textual = [value.name for value in proto.graph.input if value.type.tensor_type.elem_type == TensorProto.STRING]
    by_value = {name: session(_part(proto, [name])) for name in textual}
    by_row = [name for name in names if name not in textual]
    numeric = session(_part(proto, by_row)) if by_row else None

    def transformed(part):
        new = {name: _over_values(run, name, part.column(name)) for name, run in by_value.items()}
        if numeric:
            new.update(_over_rows(numeric, by_row, part))
        for name, array in new.items():
            part = part.set_column(part.schema.get_field_index(name), name, array)
        return part

    return tables.write(path, (transformed(part) for part in source.parts()))


def _part(proto, names):
    return graphs.model(graphs.cut(proto.graph, names))


def _over_values(run, name, array):
    codes, values = tables.text(tables.single(tables.as_text(array)))
    feed = np.array([*values, tables.MISSING_TEXT], dtype=object)
    (result,) = run.run(None, {name: feed[:, None]})
    if result.dtype == object:
        return _dictionary(result[:, 0], codes)
    return _lists(result[codes])


def _dictionary(values, codes):
    """Text by row, from what became of each value; values that became equal are one."""
    places = {}
    order = np.array([-1 if value == tables.MISSING_TEXT else places.setdefault(value, len(places)) for value in values])
    indices = order.astype(np.int32)[codes]
    return pa.DictionaryArray.from_arrays(pa.array(indices, mask=indices < 0), pa.array(list(places), pa.string()))


def _over_rows(run, names, part):
    feeds = {name: tables.numbers(tables.single(part.column(name))) for name in names}
    results = [
        run.run(None, {name: values[start : start + ROWS_IN_CHUNK, None] for name, values in feeds.items()})
        for start in range(0, max(1, part.num_rows), ROWS_IN_CHUNK)
    ]
    names = [graphs.column_of(output.name) for output in run.get_outputs()]
    return {name: pa.chunked_array(map(_array, chunks)) for name, *chunks in zip(names, *results, strict=True)}


def _array(values):
    return _lists(values) if values.dtype == np.float32 else pa.array(values[:, 0], from_pandas=True)


def _lists(matrix):
    rows, width = matrix.shape
    offsets = np.arange(0, rows * width + 1, width, dtype=np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), pa.array(np.ascontiguousarray(matrix, np.float32).ravel()))
