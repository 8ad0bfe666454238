"""What could not be sent yet, in a folder that only its owner can read."""

import contextlib
import json
import os
import shutil
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from espalier.client.platform import Platform, data_folder

LEFT_BEHIND = 24 * 3600


@dataclass(frozen=True)
class Entry:
    """`kind` is `push` or `grade`; `id` is the run's. A push comes before its grade: entries are sent oldest first."""

    folder: Path
    id: str
    kind: str
    at: float
    name: str
    to: dict[str, str | None] | None

    @property
    def body(self) -> Path:
        return self.folder / "body"

    def is_for(self, platform: Platform) -> bool:
        """What was meant for one platform and project is never sent to another."""
        return self.to is None or self.to == target(platform)


def target(platform: Platform) -> dict[str, str | None]:
    return {"apiUrl": platform.api_url, "project": platform.project}


def folder() -> Path:
    given = os.environ.get("ESPALIER_SPOOL")
    path = Path(given).expanduser() if given else data_folder() / "espalier" / "spool"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def put(id: str, kind: str, name: str, to: Platform | None, write: Callable[[IO[bytes]], None]) -> Entry:
    """Keeps what `write` writes. It is there whole, also after a loss of power, or not at all."""
    root, at = folder(), time.time()
    making = root / f".{uuid.uuid4().hex}"
    making.mkdir(mode=0o700)
    told = {"id": id, "kind": kind, "at": at, "name": name, "to": target(to) if to else None}
    try:
        for file, fill in (("body", write), ("entry.json", lambda out: out.write(json.dumps(told).encode()))):
            with open(making / file, "wb", opener=_private) as out:
                fill(out)
                out.flush()
                os.fsync(out.fileno())
        done = root / f"{int(at * 1e6):020d}-{kind}-{id}"
        os.rename(making, done)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    _sync_folder(root)
    return Entry(done, id, kind, at, name, told["to"])


def waiting() -> list[Entry]:
    """Oldest first. What a killed process was still writing is swept away after a day."""
    found = []
    for path in sorted(folder().iterdir()):
        if path.name.startswith("."):
            with contextlib.suppress(OSError):
                if time.time() - path.stat().st_mtime > LEFT_BEHIND:
                    shutil.rmtree(path, ignore_errors=True)
            continue
        with contextlib.suppress(OSError, ValueError, KeyError):
            told = json.loads((path / "entry.json").read_text("utf-8"))
            found.append(Entry(path, told["id"], told["kind"], told["at"], told["name"], told["to"]))
    return found


@contextlib.contextmanager
def held(entry: Entry) -> Iterator[bool]:
    """Whether it is ours to send: no two processes send one entry at once."""
    try:
        lock = os.open(entry.folder, os.O_RDONLY)
    except OSError:
        yield False
        return
    try:
        yield _locked(lock) and entry.body.exists()
    finally:
        os.close(lock)


def done(entry: Entry) -> None:
    # Renamed first, so that nobody finds half of it.
    gone = entry.folder.with_name(f".{uuid.uuid4().hex}")
    with contextlib.suppress(OSError):
        os.rename(entry.folder, gone)
        shutil.rmtree(gone, ignore_errors=True)


def set_aside(entry: Entry, why: str) -> Path:
    """What the platform will never take is kept for its owner to look at."""
    place = folder().parent / "refused"
    place.mkdir(mode=0o700, exist_ok=True)
    (entry.folder / "why.txt").write_text(why, "utf-8")
    target = place / entry.folder.name
    os.rename(entry.folder, target)
    return target


def _locked(lock: int) -> bool:
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _sync_folder(path: Path) -> None:
    with contextlib.suppress(OSError):
        opened = os.open(path, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
