"""Getting a token: by one that is pasted, or by approval in the browser (RFC 8628)."""

import asyncio
import platform as machine
from dataclasses import dataclass

from . import credentials
from .credentials import Credentials
from .faults import Fault
from .platform import ask, own_address, post


@dataclass
class Wish:
    """An approval that is waited for. Its secret never leaves this process."""

    url: str
    secret: str
    every: float


async def with_token(url: str, token: str) -> Credentials:
    """Keeps a token that the platform knows. Faults: UNAUTHENTICATED, UNAVAILABLE."""
    tried: Credentials = {"url": own_address(url), "apiUrl": "", "token": token.strip(), "project": ""}
    found = await ask(tried, "projects.current")
    kept: Credentials = {**tried, "apiUrl": found["apiUrl"], "project": found["project"]["slug"]}
    credentials.write(kept)
    return kept


async def begin(url: str, project: str | None) -> tuple[Wish, dict[str, object]]:
    """A code that a person approves in the browser; what they are shown of it."""
    wanted = {"device": machine.node() or "a notebook", **({"project": project} if project else {})}
    status, found = await post(url, "/api/devices", wanted)
    if status != 200:
        raise refused(found)
    wish = Wish(own_address(url), str(found["device_code"]), float(found["interval"]))
    shown = {key: found[key] for key in ("user_code", "verification_uri", "verification_uri_complete", "expires_in")}
    return wish, shown


async def finish(wish: Wish) -> Credentials:
    """Waits until somebody has decided. Faults: FORBIDDEN when denied, CANCELLED when too late."""
    while True:
        await asyncio.sleep(wish.every)
        body = {"grant_type": "urn:ietf:params:oauth:grant-type:device_code", "device_code": wish.secret}
        status, found = await post(wish.url, "/api/devices/token", body)
        match found.get("error"):
            case None if status == 200:
                return await with_token(wish.url, str(found["access_token"]))
            case "authorization_pending":
                pass
            case "slow_down":
                wish.every += 5
            case "access_denied":
                raise Fault("FORBIDDEN", "the request was refused in the browser", "sign in again to ask anew")
            case "expired_token":
                raise Fault("CANCELLED", "nobody approved in time", "sign in again for a new code")
            case _:
                raise refused(found)


async def sign_out() -> None:
    """Ends the token as well, where the platform can be told."""
    known = credentials.read()
    credentials.remove()
    if not known:
        return
    try:
        await post(known["url"], "/api/devices/revoke", {"token": known["token"]})
    except Fault:
        pass


def refused(found: dict[str, object]) -> Fault:
    message = found.get("message") or found.get("error") or "the platform does not take this request"
    return Fault(str(found.get("code", "INTERNAL")), str(message), str(found.get("hint") or "see that the address is right"))
