"""What a run logs, told while it goes on. What is not heard is not lost: the end of the run tells all of it again.

A run that says nothing for a minute and a half was killed, as the platform sees it; so one that has nothing to tell says that.
"""

import threading
import time
from typing import Any

from espalier.client import http, platform, sending
from espalier.client.delivery import pairs, points
from espalier.client.faults import ApiFault
from espalier.client.logged import Logged

SECONDS_BETWEEN = 1.0
SECONDS_SILENT = 15.0
PATIENCE = 10.0
LONGEST_PAUSE = 30.0
MOST_AT_ONCE = 5_000


class Live:
    def __init__(self, id: str, told: dict[str, Any], logged: Logged) -> None:
        self._id, self._told, self._logged = id, told, logged
        self._points = 0
        self._params: set[str] = set()
        self._heard = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._tell_on, name="espalier-live", daemon=True)
        self._thread.start()

    def end(self) -> None:
        self._ended.set()
        self._thread.join(PATIENCE)

    def _tell_on(self) -> None:
        try:
            to = platform.find()
        except ApiFault:
            return
        pause, first = SECONDS_BETWEEN, True
        while not self._ended.wait(pause):
            try:
                first = not self._tell(to, first) and first
                pause = SECONDS_BETWEEN
            except ApiFault as fault:
                if fault.code not in sending.LATER:
                    return
                pause = min(LONGEST_PAUSE, pause * 2)

    def _tell(self, to: platform.Platform, first: bool) -> bool:
        """Whether anything was told."""
        new = self._logged.points[self._points : self._points + MOST_AT_ONCE]
        params = {key: value for key, value in dict(self._logged.params).items() if key not in self._params}
        silent = time.monotonic() - self._heard >= SECONDS_SILENT
        if not (new or params or first or silent):
            return False
        http.ask(to, "POST", f"/pushes/{self._id}/live", {**self._told, "metrics": points(new), "params": pairs(params)}, PATIENCE)
        self._heard = time.monotonic()
        self._points += len(new)
        self._params |= params.keys()
        return True
