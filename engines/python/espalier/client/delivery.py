"""From what was gathered to the platform, by way of the folder where it waits."""

import getpass
import threading
import uuid
from dataclasses import dataclass
from typing import Any

from espalier.client import archive, platform, sending, spool
from espalier.client.faults import ApiFault

MOST_POINTS = 200_000


@dataclass(frozen=True)
class Delivery:
    """`answer` of the platform, or why it waits."""

    id: str
    answer: dict[str, Any] | None
    fault: ApiFault | None
    platform: platform.Platform | None

    @property
    def run_url(self) -> str | None:
        return f"{self.platform.url}{self.answer['path']}" if self.platform and self.answer else None


def deliver(told: dict[str, Any], files: archive.Files, id: str | None = None) -> Delivery:
    """Kept first, so that nothing is lost, then sent. Faults: what the platform will never take; it is set aside."""
    id = id or str(uuid.uuid4())
    to, unknown = None, None
    try:
        to = platform.find()
    except ApiFault as fault:
        unknown = fault
    entry = spool.put(id, "push", told["name"], to, lambda out: archive.write(out, told, files))
    if to is None:
        return Delivery(id, None, unknown, None)
    try:
        answer = sending.send(to, entry)
    except ApiFault as fault:
        if fault.code in sending.LATER:
            return Delivery(id, None, fault, to)
        place = spool.set_aside(entry, str(fault))
        raise ApiFault(fault.code, fault.data["message"], hint=f"{fault.hint or 'the platform refused it'}; kept in {place}") from fault
    threading.Thread(target=sending.send_waiting, args=(to, id), name="espalier-sync").start()
    return Delivery(id, answer, None, to)


def user_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def pairs(values: dict[str, Any]) -> list[dict[str, str]]:
    return [{"key": key[:250], "value": str(value)} for key, value in values.items() if key]


def points(logged: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Where there are too many, evenly chosen ones; the last is always among them."""
    step = -(-len(logged) // MOST_POINTS) or 1
    chosen = logged[::-1][::step][::-1]
    return [{**point, "key": point["key"][:250], "value": archive.figure(point["value"])} for point in chosen]
