"""Where the token lives: one file that only its owner can read, which the Python API in a kernel reads too."""

import json
import os
from pathlib import Path
from typing import TypedDict

from jupyter_core.paths import jupyter_data_dir


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
    """Whole or not at all, and never readable by others, not even for a moment."""
    place = path()
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(credentials, file)
    draft.replace(place)


def remove() -> None:
    path().unlink(missing_ok=True)
