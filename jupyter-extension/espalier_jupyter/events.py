"""One stream of changes from the platform, for as long as a panel looks at it."""

import asyncio
import json
from collections.abc import AsyncIterator

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest

from .credentials import Credentials
from .platform import away, of_platform

quiet_seconds = 60.0
# What changed while nobody listened is not known, so all is to be read again.
heard_again = {"topic": "everything"}


async def changes(credentials: Credentials) -> AsyncIterator[dict]:
    """That it is heard, then events of the project until the platform ends them. Faults: UNAVAILABLE, UNAUTHENTICATED."""
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    rest = b""

    def heard(chunk: bytes) -> None:
        nonlocal rest
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            lines.put_nowait(line.decode("utf-8", "replace"))

    request = HTTPRequest(
        f"{credentials['url']}/api/trpc/events.watch",
        headers={"authorization": f"Bearer {credentials['token']}", "accept": "text/event-stream"},
        request_timeout=0,
        streaming_callback=heard,
        follow_redirects=False,
    )
    client = AsyncHTTPClient(force_instance=True, max_body_size=1 << 62)
    answer = asyncio.ensure_future(client.fetch(request, raise_error=False))
    answer.add_done_callback(lambda _: lines.put_nowait(None))
    name = ""
    try:
        while (line := await asyncio.wait_for(lines.get(), quiet_seconds)) is not None:
            if line.startswith("event:"):
                name = line[6:].strip()
            elif line.startswith("data:") and name == "":
                yield json.loads(line[5:]).get("json") or {}
            elif line.startswith("data:") and name == "connected":
                yield heard_again
            elif line.startswith("data:") and name == "serialized-error":
                raise of_error(json.loads(line[5:]))
            elif line == "":
                name = ""
        if (await answer).code == 401:
            raise of_platform("UNAUTHENTICATED", "", None)
        raise away(request.url)
    except (OSError, HTTPClientError, TimeoutError) as problem:
        raise away(request.url) from problem
    finally:
        client.close()
        answer.cancel()


def of_error(data: dict) -> Exception:
    fault = data.get("json", {}).get("data", {}).get("fault", {})
    return of_platform(fault.get("code", "INTERNAL"), fault.get("message", "the stream has ended"), fault.get("hint"))
