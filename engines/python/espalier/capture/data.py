"""Fingerprints of the files and frames that a notebook read: equal data, equal fingerprint, without copying large frames."""

import ast
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from espalier.capture import names, reads
from espalier.capture.session import Cell

WHOLE_FILE = 512 << 20
SAMPLE = 1 << 20
SAMPLES = 64
MOST_ROWS = 10_000
MOST = 100
READERS = re.compile(r"^(read_|scan_|load|open|fetch_|from_|sql$|query$)")


def datasets(found: Mapping[str, reads.Read], cells: Sequence[Cell], space: Mapping[str, Any]) -> list[dict[str, Any]]:
    """As a run's inputs. What says `sampled` was not hashed as a whole."""
    files = {**{path: read.how for path, read in found.items()}}
    addresses = []
    for named in _named(cells):
        if "://" in named:
            addresses.append(named)
        elif Path(named).suffix.lower() in reads.SUFFIXES and Path(named).is_file():
            files.setdefault(str(Path(named).absolute()), "named in the code")
    made = [_of_file(Path(path), how) for path, how in files.items() if Path(path).is_file()]
    made += [_of_address(address) for address in dict.fromkeys(addresses)]
    made += [_of_frame(name, value) for name, value in frames(space)]
    return made[:MOST]


def frames(space: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Frames of pandas, Polars and Arrow by name, each once."""
    seen: dict[int, tuple[str, Any]] = {}
    for name, value in space.items():
        module = type(value).__module__.split(".")[0]
        if name.startswith("_") or module not in ("pandas", "polars", "pyarrow") or type(value).__name__ not in ("DataFrame", "Table"):
            continue
        seen.setdefault(id(value), (name, value))
    return list(seen.values())


def _named(cells: Sequence[Cell]) -> list[str]:
    """Texts that cells hand to what reads data, where other libraries read files out of Python's sight."""
    found = []
    for cell in cells:
        try:
            tree = ast.parse(names.plain(cell.source))
        except (SyntaxError, ValueError):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and READERS.match(_called(node.func)):
                texts = [one.value for arg in node.args for one in ast.walk(arg) if isinstance(one, ast.Constant)]
                found += [text for text in texts if isinstance(text, str)]
        found += re.findall(r"""['"]([^'"\n]+\.(?:parquet|csv|json|jsonl))['"]""", cell.source)
    return [text for text in dict.fromkeys(found) if 0 < len(text) < 2000 and "\0" not in text]


def _called(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""


def _of_file(path: Path, how: str) -> dict[str, Any]:
    size = path.stat().st_size
    digest = hashlib.sha256()
    with path.open("rb") as file:
        if size <= WHOLE_FILE:
            digest = hashlib.file_digest(file, "sha256")
        else:
            digest.update(str(size).encode())
            for part in range(SAMPLES):
                file.seek(part * (size - SAMPLE) // (SAMPLES - 1))
                digest.update(file.read(SAMPLE))
    profile = {"bytes": size, "hashed": "whole" if size <= WHOLE_FILE else f"sampled: {SAMPLES} pieces of 1 MB"}
    source = json.dumps({"uri": str(path)})
    return _dataset(path.name, digest.hexdigest(), "local", source, profile, how=how)


def _of_address(address: str) -> dict[str, Any]:
    plain = re.sub(r"^(\w+://)[^/@]*@", r"\1", address).split("?")[0]
    digest = hashlib.sha256(address.encode()).hexdigest()
    return _dataset(plain.rsplit("/", 1)[-1] or plain, digest, "http", json.dumps({"url": plain}), {"hashed": "the address alone"})


def _of_frame(name: str, frame: Any) -> dict[str, Any]:
    rows = int(frame.shape[0])
    part, kind = _part(frame, rows)
    columns = [{"name": str(column), "type": str(type_)} for column, type_ in _types(frame)]
    digest = hashlib.sha256(json.dumps([rows, columns]).encode())
    for place in range(part.shape[1]):
        digest.update(_bytes(part.iloc[:, place]))
    hashed = "whole" if rows <= MOST_ROWS else f"sampled: {MOST_ROWS} of {rows} rows"
    profile = {"num_rows": rows, "num_elements": rows * len(columns), "hashed": hashed}
    made = _dataset(name, digest.hexdigest(), "memory", json.dumps({"variable": name, "frame": kind}), profile)
    return {**made, "schema": json.dumps({"columns": columns[:2000]})}


def _part(frame: Any, rows: int) -> tuple[Any, str]:
    """At most ten thousand rows, evenly spread, as pandas: the only ones that are copied."""
    places = np.arange(rows) if rows <= MOST_ROWS else np.linspace(0, rows - 1, MOST_ROWS).astype(np.int64)
    if hasattr(frame, "iloc"):
        return frame.iloc[places], "pandas"
    if type(frame).__module__.startswith("polars"):
        return frame[places.tolist()].to_pandas(), "polars"
    return frame.take(places).to_pandas(), "pyarrow"


def _types(frame: Any) -> list[tuple[str, Any]]:
    if hasattr(frame, "iloc"):
        return list(zip(frame.columns, frame.dtypes))
    schema = frame.schema
    return list(schema.items()) if hasattr(schema, "items") else list(zip(schema.names, schema.types))


def _bytes(series: Any) -> bytes:
    import pandas

    try:
        return pandas.util.hash_pandas_object(series, index=False).to_numpy().tobytes()
    except TypeError:
        return "\x1f".join(map(str, series)).encode("utf-8", "replace")


def _dataset(name: str, digest: str, kind: str, source: str, profile: dict[str, Any], how: str = "variable") -> dict[str, Any]:
    tags = {"mlflow.data.context": "notebook", "how": how}
    made = {"name": name[:500], "digest": digest[:32], "sourceType": kind, "source": source}
    return {**made, "profile": json.dumps(profile), "tags": tags}
