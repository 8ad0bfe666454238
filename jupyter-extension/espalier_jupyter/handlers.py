"""The addresses below `espalier/` that the front half asks."""

import asyncio
import json
import posixpath
from typing import Any

from jupyter_core.utils import ensure_async
from jupyter_server.utils import url_path_join
from tornado import web
from tornado.iostream import StreamClosedError

from . import credentials, signing_in
from .base import EspalierHandler
from .entry import EnterHandler, TicketsHandler
from .events import changes, heard_again
from .faults import Fault
from .platform import add_file, ask, own_address

longest_pause = 30.0
most_notebook_bytes = 64 * 1024 * 1024


class SessionHandler(EspalierHandler):
    """Who is signed in. Never says the token."""

    @web.authenticated
    async def get(self) -> None:
        known = credentials.read()
        if not known:
            return self.finish({"url": credentials.usual_address(), "signedIn": False})
        shown = {"url": known["url"], "signedIn": True, "project": known["project"]}
        self.finish({**shown, **await ask(known, "projects.current")} if self.get_argument("check", "") else shown)

    @web.authenticated
    async def post(self) -> None:
        given = self.given()
        await signing_in.with_token(str(given.get("url") or credentials.usual_address()), str(given.get("token", "")))
        self.set_status(201)
        self.finish("{}")

    @web.authenticated
    async def delete(self) -> None:
        await signing_in.sign_out()
        self.set_status(204)
        self.finish()


class DeviceHandler(EspalierHandler):
    """Signs in by approval: POST tells the code, GET waits for the decision."""

    @web.authenticated
    async def post(self) -> None:
        given = self.given()
        project = given.get("project")
        url = str(given.get("url") or credentials.usual_address())
        wish, shown = await signing_in.begin(url, str(project) if project else None)
        self.settings["espalier_wish"] = wish
        self.finish(json.dumps(shown))

    @web.authenticated
    async def get(self) -> None:
        wish = self.settings.get("espalier_wish")
        if not wish:
            raise Fault("NOT_FOUND", "nothing is waited for", "sign in again", 404)
        self.waiting = asyncio.ensure_future(signing_in.finish(wish))
        try:
            await self.waiting
        except asyncio.CancelledError:
            return
        self.settings.pop("espalier_wish", None)
        self.finish("{}")

    def on_connection_close(self) -> None:
        if hasattr(self, "waiting"):
            self.waiting.cancel()


class FramesHandler(EspalierHandler):
    """The front half says on which address its pages are: there, and nowhere else, may a demo stand in a cell."""

    @web.authenticated
    async def post(self) -> None:
        credentials.show_in(own_address(str(self.given().get("origin", ""))))
        self.set_status(204)
        self.finish()


class AskHandler(EspalierHandler):
    @web.authenticated
    async def post(self, procedure: str) -> None:
        given = self.given().get("input")
        self.finish(json.dumps(await ask(self.known(), procedure, given)))


class RunsHandler(EspalierHandler):
    """Runs a notebook of this server on the platform, as it is on disk."""

    @web.authenticated
    async def post(self) -> None:
        path = str(self.given().get("path", ""))
        known = self.known()
        model = await ensure_async(self.contents_manager.get(path, type="file", format="text"))
        content = model["content"].encode()
        if len(content) > most_notebook_bytes:
            raise Fault("LIMIT", f"the notebook is larger than {most_notebook_bytes} bytes", "clear its outputs", 413)
        kept = await add_file(known, posixpath.basename(path), content)
        wanted = {"notebook": f"{kept['name']}@{kept['version']}", "values": {}, "reuse": "never"}
        self.finish(json.dumps(await ask(known, "notebooks.start", wanted)))


class EventsHandler(EspalierHandler):
    """Server-sent events: the platform's, and `away` or `refused` with a fault where it cannot be heard."""

    @web.authenticated
    async def get(self) -> None:
        self.set_header("content-type", "text/event-stream")
        self.set_header("cache-control", "no-store")
        self.set_header("x-accel-buffering", "no")
        self.telling = asyncio.ensure_future(self.tell())
        try:
            await self.telling
        except (asyncio.CancelledError, StreamClosedError):
            pass

    async def tell(self) -> None:
        pause, first = 1.0, True
        while True:
            try:
                async for event in changes(self.known()):
                    pause = 1.0
                    if not first or event is not heard_again:
                        await self.say("change", event)
                    first = False
            except Fault as fault:
                first = False
                refused = fault.code == "UNAUTHENTICATED"
                await self.say("refused" if refused else "away", fault.as_json())
                if refused:
                    return
            await asyncio.sleep(pause)
            pause = min(longest_pause, pause * 2)

    async def say(self, name: str, data: dict[str, Any]) -> None:
        self.write(f"event: {name}\ndata: {json.dumps(data)}\n\n")
        await self.flush()

    def on_connection_close(self) -> None:
        if hasattr(self, "telling"):
            self.telling.cancel()


def routes(base_url: str) -> list[tuple[str, type]]:
    def at(*path: str) -> str:
        return url_path_join(base_url, "espalier", *path)

    return [
        (at("session"), SessionHandler),
        (at("device"), DeviceHandler),
        (at("frames"), FramesHandler),
        (at("ask", r"([\w.]+)"), AskHandler),
        (at("events"), EventsHandler),
        (at("runs"), RunsHandler),
        (at("tickets"), TicketsHandler),
        (at("enter"), EnterHandler),
    ]
