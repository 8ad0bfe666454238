"""The frame of every fitted feature node: choose columns, fit on training rows, emit a graph, apply that graph."""

import shutil
from concurrent.futures import ThreadPoolExecutor

from espalier import events, graphs
from espalier.columns import features
from espalier.faults import Fault

MOST_LINES = 200


def chosen(job, table, families, default=None):
    """The columns that `params.columns` names, or all features of the `default` families."""
    names = job.params.get("columns") or []
    if not names:
        return [column for column in features(table.columns) if column.family in (default or families)]
    columns = [table.column(name) for name in names]
    for column in columns:
        if column.role:
            message = f"this column is no feature, it is the {column.role}: {column.name}"
            raise Fault("BAD_DATA", message, column=column.name, hint="choose other columns, or change its role in Split")
        if column.family not in families:
            raise Fault("BAD_DATA", f"not a column this node can read: {column.name} {column.type}", column=column.name)
    return columns


def train_rows(table):
    """Mask of the training rows."""
    mask = table.split("train")
    if mask is None:
        raise Fault("INVALID_GRAPH", "no split before this node", hint="put a Split node before it")
    if not mask.any():
        raise Fault("BAD_DATA", "no training rows in the split", hint="give the training part a larger share in Split")
    return mask


def each(columns, fit):
    """`fit(column)` for every column, two at a time; what they log comes in the order of the columns."""
    fitted, told = [], 0
    with ThreadPoolExecutor(2) as pool:
        for column, (piece, *lines) in zip(columns, pool.map(fit, columns), strict=True):
            fitted.append(piece)
            for line in filter(None, lines):
                told += 1
                if told <= MOST_LINES:
                    events.log(f"{column.name}: {line}")
            events.progress(0.5 * len(fitted) / len(columns), column.name)
    if told > MOST_LINES:
        events.log(f"and {told - MOST_LINES} lines more of this kind")
    return fitted


def transformed(job, table, pieces, changed):
    """Applies the pieces as one graph and gives the output. `changed`: new type by column."""
    proto = graphs.build(pieces)
    graphs.save(proto, job.path("features.onnx"))
    if pieces:
        from espalier import running

        events.progress(0.5, "applying")
        rows = running.apply(proto, table, job.path("rows.parquet"))
    else:
        events.log("no columns to change")
        shutil.copyfile(table.path, job.path("rows.parquet"))
        rows = table.rows
    columns = [{**column.json(), "type": changed.get(column.name, column.type)} for column in table.columns]
    return {"type": "table", "file": "rows.parquet", "rows": rows, "columns": columns, "graph": "features.onnx"}
