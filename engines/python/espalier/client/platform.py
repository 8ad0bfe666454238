"""Where the platform is, and as whom we ask."""

import json
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from espalier.client.faults import ApiFault

SIGN_IN = "sign in from JupyterLab's Espalier panel, or set ESPALIER_URL and ESPALIER_TOKEN"


@dataclass(frozen=True)
class Platform:
    """`url` has the pages, `api_url` is for programs; `project` is a slug, None for the token's own."""

    url: str
    api_url: str
    token: str = field(repr=False)
    project: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        own = {"x-espalier-project": self.project} if self.project else {}
        return {"authorization": f"Bearer {self.token}", **own}


_chosen: Platform | None = None


def connect(url: str, token: str, *, api_url: str | None = None, project: str | None = None) -> Platform:
    """Names the platform for the rest of this session, before anything that the environment or a file says."""
    global _chosen
    _chosen = _platform({"url": url, "apiUrl": api_url, "token": token, "project": project}, "connect()")
    return _chosen


def find() -> Platform:
    """The platform: as `connect` said; `ESPALIER_URL` and `ESPALIER_TOKEN`; the file that signing in from JupyterLab wrote;
    a platform that runs on this machine, unless `ESPALIER_CREDENTIALS` names that file: who signed out there is nobody here.
    Faults: UNAVAILABLE where there is none."""
    if _chosen:
        return _chosen
    found = _of_environment() or _of_file(credentials_path())
    if not found and not os.environ.get("ESPALIER_CREDENTIALS"):
        found = _of_home()
    if not found:
        raise ApiFault("UNAVAILABLE", "no platform is known here", hint=SIGN_IN + ", or start one here with npm start")
    return found


def credentials_path() -> Path:
    given = os.environ.get("ESPALIER_CREDENTIALS")
    return Path(given).expanduser() if given else data_folder() / "espalier" / "credentials.json"


def frames() -> list[str]:
    """Where this notebook is shown, as the JupyterLab says that is signed in; nowhere outside of notebooks."""
    if given := os.environ.get("ESPALIER_FRAME"):
        return [given]
    if "ipykernel" not in sys.modules:
        return []
    try:
        return [str(one) for one in json.loads(credentials_path().with_name("frames.json").read_text("utf-8"))]
    except (OSError, ValueError):
        return []


def data_folder() -> Path:
    """Jupyter's own folder for data, as its paths are documented, without importing Jupyter."""
    if given := os.environ.get("JUPYTER_DATA_DIR"):
        return Path(given).expanduser()
    try:
        from jupyter_core.paths import jupyter_data_dir

        return Path(jupyter_data_dir())
    except ImportError:
        shared = os.environ.get("XDG_DATA_HOME")
        return (Path(shared) if shared else Path.home() / ".local" / "share") / "jupyter"


def _of_environment() -> Platform | None:
    url, token = os.environ.get("ESPALIER_URL"), os.environ.get("ESPALIER_TOKEN")
    if not url:
        return None
    if not token:
        raise ApiFault(
            "INVALID_INPUT",
            "ESPALIER_URL is set without ESPALIER_TOKEN",
            hint="make a token on the settings page of that platform",
        )
    told = {"apiUrl": os.environ.get("ESPALIER_API_URL"), "project": os.environ.get("ESPALIER_PROJECT")}
    return _platform({"url": url, "token": token, **told}, "ESPALIER_URL")


def _of_home() -> Platform | None:
    if home := os.environ.get("ESPALIER_HOME"):
        return _of_file(Path(home) / "server.json")
    here = Path.cwd()
    found = (_of_file(folder / ".espalier" / "server.json") for folder in (here, *here.parents))
    return next((platform for platform in found if platform), None)


def _of_file(path: Path) -> Platform | None:
    try:
        told = json.loads(path.read_text("utf-8"))
    except OSError:
        return None
    except ValueError as error:
        raise ApiFault("INVALID_INPUT", f"not readable: {path}", hint="sign in again, or delete it") from error
    return _platform(told, str(path))


def _platform(told: dict, where: str) -> Platform:
    url, token = told.get("url"), told.get("token")
    if not url or not token:
        raise ApiFault("INVALID_INPUT", f"no url and token in {where}", hint=SIGN_IN)
    url = str(url).rstrip("/")
    return Platform(url, str(told.get("apiUrl") or url).rstrip("/"), str(token), told.get("project") or None)
