"""Asks the platform: its procedures over tRPC, and the few plain addresses of signing in."""

import json
from typing import Any
from urllib.parse import quote, urlsplit

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest, HTTPResponse

from .credentials import Credentials
from .faults import Fault

patience = 30.0
most_bytes = 8 * 1024 * 1024

questions = frozenset(
    "demos.list endpoints.list experiments.list models.get models.list pipelines.list projects.current"
    " runs.get runs.list tracked.search".split()
)
changes = frozenset("demos.create notebooks.start runs.cancel runs.start".split())


async def ask(credentials: Credentials, procedure: str, given: Any = None) -> Any:
    """The answer of a procedure that the front half may call. Faults: those of the platform."""
    if procedure not in questions | changes:
        raise Fault("FORBIDDEN", f"not for notebooks: {procedure}", status=404)
    address = f"{credentials['url']}/api/trpc/{procedure}"
    wrapped = json.dumps({} if given is None else {"json": given})
    headers = {"authorization": f"Bearer {credentials['token']}"}
    if procedure in changes:
        headers["content-type"] = "application/json"
        answer = await fetch(HTTPRequest(address, "POST", headers, wrapped))
    else:
        address += "" if given is None else f"?input={quote(wrapped)}"
        answer = await fetch(HTTPRequest(address, headers=headers))
    return plain(answer)


async def post(url: str, path: str, body: dict[str, str], token: str | None = None) -> tuple[int, dict[str, Any]]:
    """Status and JSON of one of the plain addresses, whatever the status is."""
    headers = {"content-type": "application/json", **({"authorization": f"Bearer {token}"} if token else {})}
    answer = await fetch(HTTPRequest(f"{own_address(url)}{path}", "POST", headers, json.dumps(body)))
    found = read_json(answer)
    return answer.code, found if isinstance(found, dict) else {}


async def add_file(credentials: Credentials, name: str, content: bytes) -> dict[str, Any]:
    """A file of the project, or a version of it; its name and version."""
    headers = {"authorization": f"Bearer {credentials['token']}", "content-type": "application/octet-stream"}
    answer = await fetch(HTTPRequest(f"{credentials['url']}/api/files?name={quote(name, safe='')}", "PUT", headers, content))
    found = read_json(answer)
    if answer.code == 201:
        return found
    if not isinstance(found, dict) or "code" not in found:
        raise away(credentials["url"])
    raise of_platform(str(found["code"]), str(found.get("message", "")), found.get("hint"))


async def fetch(request: HTTPRequest) -> HTTPResponse:
    request.request_timeout = patience
    request.follow_redirects = False
    client = AsyncHTTPClient(force_instance=True, max_body_size=most_bytes)
    try:
        return await client.fetch(request, raise_error=False)
    except (OSError, HTTPClientError) as problem:
        raise away(request.url) from problem
    finally:
        client.close()


def own_address(url: str) -> str:
    """The address of a platform as it is kept: scheme and host only. Faults: INVALID_INPUT."""
    parts = urlsplit(url.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Fault("INVALID_INPUT", f"not the address of a platform: {url}", "for instance http://127.0.0.1:7070", 400)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def away(url: str) -> Fault:
    parts = urlsplit(url)
    place = f"{parts.scheme}://{parts.netloc}"
    return Fault("UNAVAILABLE", f"Espalier does not answer: {place}", "see that it runs, or sign in to another address")


def read_json(answer: HTTPResponse) -> Any:
    try:
        return json.loads(answer.body or b"null")
    except ValueError:
        return None


def plain(answer: HTTPResponse) -> Any:
    """What a procedure answered, without its wrapping. A date stays the text it is."""
    found = read_json(answer)
    match found:
        case {"result": {"data": {"json": data}}}:
            return data
        case {"result": {}}:
            return None
        case {"error": {"json": {"data": {"fault": {"code": code, "message": message, **rest}}}}}:
            raise of_platform(code, message, rest.get("hint"))
        case {"error": {"json": {"message": message}}}:
            raise Fault("INTERNAL", message)
    raise Fault(
        "UNAVAILABLE",
        f"this is no Espalier, or one of another version: {answer.code}",
        "see that the address is right",
    )


def of_platform(code: str, message: str, hint: str | None) -> Fault:
    if code == "UNAUTHENTICATED":
        return Fault(code, "the token has expired or was revoked", "sign in again", 424)
    return Fault(code, message, hint)
