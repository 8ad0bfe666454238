"""A real Jupyter server with the extension on, under a base_url, and a small platform that it talks to over HTTP."""

import json
import os
import queue
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

TOKEN = "jupyter-token"


class Upstream(ThreadingHTTPServer):
    """Answers as the platform does: tRPC by procedure, and the addresses of signing in."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.token = "esp_good"
        self.answers = {"projects.current": {"project": {"slug": "default", "name": "Default"}, "apiUrl": "http://api"}}
        self.asked: list[tuple[str, object]] = []
        self.decision: dict[str, object] = {"error": "authorization_pending"}
        self.given_back: list[str] = []
        self.events: queue.Queue[str] = queue.Queue()
        Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Answer(BaseHTTPRequestHandler):
    server: Upstream

    def log_message(self, *_: object) -> None:
        pass

    def reply(self, status: int, found: object) -> None:
        body = json.dumps(found).encode()
        self.send_response(status)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def given(self) -> dict:
        return json.loads(self.rfile.read(int(self.headers["content-length"])) or "{}")

    def procedure(self, name: str, given: object) -> None:
        if self.headers["authorization"] != f"Bearer {self.server.token}":
            fault = {"code": "UNAUTHENTICATED", "message": "not a valid API token"}
            return self.reply(401, {"error": {"json": {"message": "no", "data": {"fault": fault}}}})
        self.server.asked.append((name, given))
        self.reply(200, {"result": {"data": {"json": self.server.answers.get(name)}}})

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        name = address.path.rpartition("/")[2]
        if name == "events.watch":
            self.send_response(200)
            self.end_headers()
            while event := self.server.events.get():
                self.wfile.write(event.encode())
                self.wfile.flush()
            return
        self.procedure(name, json.loads(parse_qs(address.query).get("input", ["{}"])[0]).get("json"))

    def do_POST(self) -> None:
        name, given = self.path.rpartition("/")[2], self.given()
        if name == "devices":
            page = {"verification_uri": "http://p/connect", "verification_uri_complete": "http://p/connect?code=BCDF-GHJK"}
            return self.reply(200, {"device_code": "esd_x", "user_code": "BCDF-GHJK", "expires_in": 600, "interval": 0.05, **page})
        if name == "token":
            return self.reply(400 if "error" in self.server.decision else 200, self.server.decision)
        if name == "revoke":
            self.server.given_back.append(given["token"])
            return self.reply(200, {})
        self.procedure(name, given.get("json"))


class Jupyter:
    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}/user/ada/"
        self.root = folder / "notebooks"
        self.credentials = folder / "espalier" / "credentials.json"
        self.log = folder / "log"
        self.root.mkdir()
        names = {"CONFIG": "config", "DATA": "data", "RUNTIME": "runtime"}
        own = {f"JUPYTER_{name}_DIR": str(folder / place) for name, place in names.items()}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "jupyter_server", f"--port={port}", "--ServerApp.port_retries=0", "--allow-root"]
            + ["--ServerApp.base_url=/user/ada/", f"--ServerApp.root_dir={self.root}", "--no-browser"]
            + ["--ServerApp.jpserver_extensions={'espalier_jupyter': True}"],
            env={
                **{name: value for name, value in os.environ.items() if not name.startswith(("ESPALIER", "JUPYTER"))},
                **own,
                "JUPYTER_NO_CONFIG": "1",
                "JUPYTER_TOKEN": TOKEN,
                "ESPALIER_CREDENTIALS": str(self.credentials),
                "PYTHONPATH": str(Path(__file__).parent.parent),
            },
            stderr=self.log.open("w"),
        )

    def ask(self, method: str, path: str, body: object = None, token: str | None = TOKEN, **headers: str):
        """Status, JSON or text, and headers."""
        data = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        sent = {**({"authorization": f"token {token}"} if token else {}), **headers}
        request = urllib.request.Request(self.url + path, data, sent, method=method)
        opener = urllib.request.build_opener(Still)
        try:
            answer = opener.open(request, timeout=20)
        except urllib.error.HTTPError as problem:
            answer = problem
        text = answer.read().decode()
        return answer.status, json.loads(text) if text[:1] in ("{", "[") else text, answer.headers

    def wait(self) -> None:
        until = time.monotonic() + 30
        while True:
            try:
                return self.ask("GET", "api/status")
            except OSError:
                if time.monotonic() > until or self.process.poll() is not None:
                    raise RuntimeError(self.log.read_text()) from None
                time.sleep(0.1)

    def mode(self) -> int:
        return stat.S_IMODE(self.credentials.stat().st_mode)


class Still(urllib.request.HTTPRedirectHandler):
    """Shows where it is sent instead of going there."""

    def redirect_request(self, *_: object) -> None:
        return None


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory):
    server = Jupyter(tmp_path_factory.mktemp("jupyter"))
    server.wait()
    yield server
    server.process.terminate()
    server.process.wait()


@pytest.fixture
def upstream(jupyter):
    platform = Upstream()
    yield platform
    platform.events.put("")
    platform.shutdown()
    jupyter.credentials.unlink(missing_ok=True)


@pytest.fixture
def signed_in(jupyter, upstream):
    status, _, _ = jupyter.ask("POST", "espalier/session", {"url": upstream.url, "token": upstream.token})
    assert status == 201
    return jupyter
