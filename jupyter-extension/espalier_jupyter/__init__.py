"""The server half of the JupyterLab extension: holds the token, and asks the platform for the front half."""

import os

from jupyter_server.serverapp import ServerApp

from . import credentials
from .handlers import routes


def _jupyter_labextension_paths() -> list[dict[str, str]]:
    return [{"src": "labextension", "dest": "espalier-jupyter"}]


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "espalier_jupyter"}]


def _load_jupyter_server_extension(server: ServerApp) -> None:
    # So that its kernels sign in as the panel does, and as nobody when it has signed out.
    os.environ.setdefault("ESPALIER_CREDENTIALS", str(credentials.path()))
    server.web_app.add_handlers(".*$", routes(server.web_app.settings["base_url"]))
