"""What every address below `espalier/` shares."""

import json
from typing import Any

from jupyter_server.base.handlers import APIHandler

from . import credentials
from .faults import Fault, signed_out

most_bytes = 1024 * 1024


class EspalierHandler(APIHandler):
    def given(self) -> dict[str, Any]:
        if len(self.request.body) > most_bytes:
            raise Fault("LIMIT", f"more than {most_bytes} bytes", status=413)
        try:
            found = json.loads(self.request.body or b"{}")
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise Fault("INVALID_INPUT", "no JSON object", status=400)
        return found

    def known(self) -> credentials.Credentials:
        found = credentials.read()
        if not found:
            raise signed_out()
        return found

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        problem = kwargs.get("exc_info", (None, None, None))[1]
        if not isinstance(problem, Fault):
            return super().write_error(status_code, **kwargs)
        self.set_status(problem.status)
        self.finish(json.dumps(problem.as_json()))

    def log_exception(self, kind: Any, problem: Any, trace: Any) -> None:
        if not isinstance(problem, Fault):
            super().log_exception(kind, problem, trace)
