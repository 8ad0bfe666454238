"""A run as one archive: what it is, then its files."""

import io
import json
import math
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

Files = Mapping[str, bytes | Path]


def write(out: IO[bytes], told: dict[str, Any], files: Files) -> None:
    listed = [(f"files/{place}", path, content) for place, (path, content) in enumerate(files.items())]
    sizes = [len(content) if isinstance(content, bytes) else content.stat().st_size for _, _, content in listed]
    head = {
        **told,
        "espalier": "push",
        "format": 1,
        "files": [{"entry": entry, "path": path, "size": size} for (entry, path, _), size in zip(listed, sizes)],
    }
    with tarfile.open(fileobj=out, mode="w") as tar:
        _add(tar, "push.json", json.dumps(head, ensure_ascii=False, allow_nan=False).encode())
        for (entry, _, content), size in zip(listed, sizes):
            _add(tar, entry, content, size)


def _add(tar: tarfile.TarFile, name: str, content: bytes | Path, size: int | None = None) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(content) if isinstance(content, bytes) else size or 0
    if isinstance(content, bytes):
        return tar.addfile(info, io.BytesIO(content))
    with content.open("rb") as file:
        tar.addfile(info, file)


def figure(value: float) -> float | str:
    """JSON has no NaN and no infinities, so they travel as text."""
    if math.isnan(value):
        return "NaN"
    return value if math.isfinite(value) else ("Infinity" if value > 0 else "-Infinity")
