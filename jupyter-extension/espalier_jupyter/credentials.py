"""Where the token lives: one file that only its owner can read, which the Python API in a kernel reads too."""

import json
import os
from pathlib import Path
from typing import TypedDict

from jupyter_core.paths import jupyter_data_dir

most_frames = 4


class Credentials(TypedDict):
    url: str
    apiUrl: str
    token: str
    project: str


def path() -> Path:
    named = os.environ.get("ESPALIER_CREDENTIALS")
    return Path(named) if named else Path(jupyter_data_dir()) / "espalier" / "credentials.json"


def read() -> Credentials | None:
    try:
        found = json.loads(path().read_text("utf-8"))
    except (OSError, ValueError):
        return None
    whole = isinstance(found, dict) and all(isinstance(found.get(key), str) for key in Credentials.__annotations__)
    return found if whole else None


def write(credentials: Credentials) -> None:
    place = path()
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(place, json.dumps(credentials))
    _write(_last_address(), credentials["url"])


def remove() -> None:
    path().unlink(missing_ok=True)
    _frames().unlink(missing_ok=True)


def show_in(origin: str) -> None:
    """Remembers where a person sees notebooks, for demos in their cells; so many places, the latest first."""
    try:
        known = json.loads(_frames().read_text("utf-8"))
    except (OSError, ValueError):
        known = []
    _write(_frames(), json.dumps([origin, *(one for one in known if one != origin)][:most_frames]))


def usual_address() -> str:
    """Where a person signs in, if they say nothing else."""
    try:
        last = _last_address().read_text("utf-8")
    except OSError:
        last = "http://127.0.0.1:7070"
    return os.environ.get("ESPALIER_URL") or last


def _frames() -> Path:
    return path().with_name("frames.json")


def _last_address() -> Path:
    return path().with_name("address")


def _write(place: Path, text: str) -> None:
    """Whole or not at all, and never readable by others, not even for a moment."""
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(place)
