"""Sends what waits. Each thing has an id made here, so sending it twice is sending it once."""

from dataclasses import dataclass, field
from typing import Any

from espalier.client import http, platform, spool
from espalier.client.faults import ApiFault

# Worth another attempt later; all else the platform will say again.
LATER = {"UNAVAILABLE", "UNAUTHENTICATED", "FORBIDDEN", "INTERNAL"}
SECONDS = {"push": 600.0, "grade": 30.0}


@dataclass
class Synced:
    """What a sync came to: runs that are there now, and what still waits, with the reason."""

    sent: list[str] = field(default_factory=list)
    waiting: int = 0
    fault: ApiFault | None = None
    set_aside: list[str] = field(default_factory=list)


def sync() -> Synced:
    """Sends everything that waits for the platform; what cannot be sent goes on waiting.

    Faults: UNAVAILABLE where no platform is known.
    """
    return send_waiting(platform.find())


def send_waiting(to: platform.Platform, besides: str | None = None) -> Synced:
    outcome = Synced()
    for entry in spool.waiting():
        if entry.id == besides or not entry.is_for(to):
            continue
        if outcome.fault:
            outcome.waiting += 1
            continue
        try:
            if send(to, entry) is not None:
                outcome.sent.append(entry.id)
        except ApiFault as fault:
            if fault.code in LATER:
                outcome.fault, outcome.waiting = fault, outcome.waiting + 1
            else:
                outcome.set_aside.append(str(spool.set_aside(entry, str(fault))))
    return outcome


def send(to: platform.Platform, entry: spool.Entry) -> dict[str, Any] | None:
    """The platform's answer; None where another process is sending it. Faults: as the platform says."""
    with spool.held(entry) as ours:
        if not ours:
            return None
        path = f"{to.api_url}/pushes/{entry.id}" + ("/grade" if entry.kind == "grade" else "")
        kind = "application/json" if entry.kind == "grade" else "application/x-tar"
        headers = {"content-type": kind, "content-length": str(entry.body.stat().st_size)}
        with entry.body.open("rb") as body:
            with http.open_url(to, "PUT", path, body=body, headers=headers, seconds=SECONDS[entry.kind]) as answer:
                told = http._json(answer.read())
        spool.done(entry)
        return told
