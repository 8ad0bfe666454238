"""Runs graphs over tables: over the unique values of text columns, in chunks over the rest."""

import numpy as np
import onnxruntime as ort
import pyarrow as pa
from onnx import TensorProto

from espalier import graphs, tables

MOST_ROWS = 1 << 16
MANY_NODES = 1000
COLUMNS_AT_ONCE = 32


def session(proto, threads=2):
    options = ort.SessionOptions()
    # Optimising, and planning which buffers to share, take time in the square of the nodes: a minute for a thousand columns.
    if len(proto.graph.node) >= MANY_NODES:
        options.enable_mem_reuse = False
        options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    return ort.InferenceSession(proto.SerializeToString(), options, providers=["CPUExecutionProvider"])


def rows_at_once(proto):
    """Rows a chunk, so that what the nodes hold at a time stays small."""
    return min(MOST_ROWS, max(256, (1 << 22) // max(1, len(proto.graph.node), len(proto.graph.input))))


def ask(proto, output, values, heard=lambda share: None):
    """One output for raw values by column, a chunk at a time."""
    run, size, answers = session(proto), rows_at_once(proto), []
    rows = len(next(iter(values.values())))
    for start in range(0, rows, size):
        answers += run.run([output], {name: column[start : start + size, None] for name, column in values.items()})
        heard((start + size) / rows)
    return np.concatenate(answers)


def apply(proto, source, path):
    """Writes the table that a feature graph makes of another. Gives the number of rows."""
    parts = graphs.by_column(proto.graph)
    textual = [name for name, part in parts.items() if part.input.type.tensor_type.elem_type == TensorProto.STRING]
    by_row = [name for name in parts if name not in set(textual)]
    by_value = {name: session(graphs.build([parts[name]]), 1) for name in textual}
    chunks = [by_row[start : start + COLUMNS_AT_ONCE] for start in range(0, len(by_row), COLUMNS_AT_ONCE)]
    numeric = [(names, *_together(names, parts, 2 if len(chunks) == 1 else 1)) for names in chunks]

    def transformed(part):
        new = {name: _over_values(run, name, part.column(name)) for name, run in by_value.items()}
        for names, run, size in numeric:
            new.update(_over_rows(run, names, part, size))
        names = part.column_names
        return pa.table([new.get(name, part.column(place)) for place, name in enumerate(names)], names)

    return tables.write(path, (transformed(part) for part in source.parts()))


def _together(names, parts, threads):
    proto = graphs.build([parts[name] for name in names])
    return session(proto, threads), rows_at_once(proto)


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


def _over_rows(run, names, part, size):
    feeds = {name: tables.numbers(tables.single(part.column(name))) for name in names}
    results = [
        run.run(None, {name: values[start : start + size, None] for name, values in feeds.items()})
        for start in range(0, max(1, part.num_rows), size)
    ]
    names = [graphs.column_of(output.name) for output in run.get_outputs()]
    return {name: pa.chunked_array(map(_array, chunks)) for name, *chunks in zip(names, *results, strict=True)}


def _array(values):
    return _lists(values) if values.dtype == np.float32 else pa.array(values[:, 0], from_pandas=True)


def _lists(matrix):
    rows, width = matrix.shape
    offsets = np.arange(0, rows * width + 1, width, dtype=np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), pa.array(np.ascontiguousarray(matrix, np.float32).ravel()))
