"""Requests, with what is refused said as a fault."""

import json
import urllib.error
import urllib.parse
import urllib.request
from typing import IO, Any

from espalier.client.faults import ApiFault
from espalier.client.platform import SIGN_IN, Platform

SECONDS = 30.0
CODES = {400: "INVALID_INPUT", 401: "UNAUTHENTICATED", 403: "FORBIDDEN", 404: "NOT_FOUND", 409: "CONFLICT"}
CODES |= {410: "GONE", 413: "LIMIT", 422: "BAD_DATA", 429: "UNAVAILABLE"}


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A token must not follow to where somebody else sends it."""

    def redirect_request(self, *_: Any) -> None:
        return None


_opener = urllib.request.build_opener(_NoRedirects)


def open_url(
    platform: Platform,
    method: str,
    address: str,
    *,
    body: bytes | IO[bytes] | None = None,
    headers: dict[str, str] | None = None,
    seconds: float = SECONDS,
) -> Any:
    """The open answer. Faults: UNAVAILABLE where nobody answers, else as the platform says."""
    request = urllib.request.Request(address, data=body, method=method, headers={**platform.headers, **(headers or {})})
    try:
        return _opener.open(request, timeout=seconds)
    except urllib.error.HTTPError as error:
        with error:
            raise fault_of(error.code, error.read(1 << 20), platform) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise ApiFault(
            "UNAVAILABLE",
            f"the platform does not answer at {address.split('?')[0]}: {reason}",
            hint="see that it runs and that this machine reaches it, then call espalier.sync()",
        ) from error


def ask(platform: Platform, method: str, path: str, body: Any = None, seconds: float = SECONDS) -> Any:
    """JSON to and from the part for programs."""
    sent = None if body is None else json.dumps(body, allow_nan=False).encode()
    headers = {"content-type": "application/json"} if sent is not None else {}
    with open_url(platform, method, platform.api_url + path, body=sent, headers=headers, seconds=seconds) as answer:
        return _json(answer.read())


def query(platform: Platform, name: str, given: Any) -> Any:
    """What pages ask: `models/getVersion`."""
    told = urllib.parse.quote(json.dumps({"json": given}))
    with open_url(platform, "GET", f"{platform.url}/api/trpc/{name.replace('/', '.')}?input={told}") as answer:
        return _json(answer.read())["result"]["data"]["json"]


def change(platform: Platform, name: str, given: Any, seconds: float = 120) -> Any:
    """What pages do: `endpoints/deploy`."""
    address = f"{platform.url}/api/trpc/{name.replace('/', '.')}"
    sent, headers = json.dumps({"json": given}).encode(), {"content-type": "application/json"}
    with open_url(platform, "POST", address, body=sent, headers=headers, seconds=seconds) as answer:
        return _json(answer.read())["result"]["data"]["json"]


def _json(bytes: bytes) -> Any:
    try:
        return json.loads(bytes)
    except ValueError as error:
        raise ApiFault("UNAVAILABLE", "what answers there is not the platform", hint="check its address") from error


def fault_of(status: int, body: bytes, platform: Platform) -> ApiFault:
    """Each border says it in its own form: pages, MLflow's, and the rest."""
    try:
        told = json.loads(body)
    except ValueError:
        told = {}
    if isinstance(told, list) and told:
        told = told[0]
    if not isinstance(told, dict):
        told = {}
    of_page = told.get("error")
    if isinstance(of_page, dict):
        told = (of_page.get("json") or of_page).get("data", {}).get("fault") or {}
    code = told.get("code") or CODES.get(status, "UNAVAILABLE" if status >= 500 else "INVALID_INPUT")
    message = told.get("error") or told.get("message") or f"the platform answered {status}"
    hint = told.get("hint")
    if status == 401:
        code, message = "UNAUTHENTICATED", f"the platform at {platform.url} does not take this token: {message}"
        hint = "it expired or was revoked: " + SIGN_IN
    if status == 404 and not told and platform.api_url == platform.url:
        hint = f"programs may have an address of their own there: set ESPALIER_API_URL to the one in the code that the page of an endpoint shows"
    return ApiFault(code, str(message), hint=hint)
