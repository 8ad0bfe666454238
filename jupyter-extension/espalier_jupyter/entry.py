"""The way in from the platform's pages: a ticket that opens this server once, so that its token is in no address."""

import json
import secrets
import time
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado import web

from . import credentials
from .base import EspalierHandler
from .credentials import Credentials
from .faults import Fault

seconds = 60.0


def tickets(settings: dict[str, Any]) -> dict[str, float]:
    """By ticket, until when it opens."""
    return settings.setdefault("espalier_tickets", {})


class TicketsHandler(EspalierHandler):
    """For the platform, which has this server's token: signs a person in, and makes the ticket that they come with."""

    @web.authenticated
    async def post(self) -> None:
        given = self.given()
        if not all(isinstance(given.get(key), str) for key in Credentials.__annotations__):
            raise Fault("INVALID_INPUT", f"wanted: {', '.join(Credentials.__annotations__)}", status=400)
        credentials.write({key: given[key] for key in Credentials.__annotations__})  # type: ignore[misc]
        known = tickets(self.settings)
        for old in [one for one, until in known.items() if until < time.monotonic()]:
            del known[old]
        ticket = secrets.token_urlsafe(24)
        known[ticket] = time.monotonic() + seconds
        self.finish(json.dumps({"ticket": ticket}))


class EnterHandler(JupyterHandler):
    """The one address that asks for no sign-in: the ticket is it."""

    @allow_unauthenticated
    async def get(self) -> None:
        until = tickets(self.settings).pop(self.get_argument("ticket", ""), 0.0)
        if until < time.monotonic():
            raise web.HTTPError(403, "this link was used already, or is too old: open Notebooks in Espalier again")
        self.identity_provider.set_login_cookie(self, self.identity_provider.generate_anonymous_user(self))
        self.set_header("referrer-policy", "no-referrer")
        self.set_header("cache-control", "no-store")
        self.redirect(url_path_join(self.base_url, "lab"))
