"""Runs of scripts: `with espalier.run("nightly"): …`."""

import os
import sys
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from espalier import events
from espalier.client.delivery import Delivery, deliver, pairs, points, user_name
from espalier.client.live import Live
from espalier.client.logged import Logged, log


@dataclass
class Run:
    """One run. `url` is known once it was sent; it is None while the platform is away, and `espalier.sync()` sends it."""

    name: str
    experiment: str
    logged: Logged
    url: str | None = None
    delivery: Delivery | None = field(default=None, repr=False)

    def log(self, **values: Any) -> None:
        log(**values)


@contextmanager
def run(
    name: str | None = None,
    *,
    experiment: str | None = None,
    params: Mapping[str, Any] | None = None,
    tags: Mapping[str, Any] | None = None,
) -> Iterator[Run]:
    """A run that holds all that is logged within the block. What is logged can be seen while it goes on, where the platform is
    there to hear it; all of it is sent whole at its end, as failed where the block raised. In a pipeline the run is the pipeline's.

    `experiment` is made where there is none of that name; left out, it is the name of the script.
    """
    from espalier.capture import environment, git

    script = Path(sys.argv[0]) if sys.argv and sys.argv[0] and "ipykernel" not in sys.argv[0] else None
    started, status = time.time(), "failed"
    logged = log.begin()
    log.params(params or {})
    for key, value in (tags or {}).items():
        log.tag(key, value)
    stem = script.stem if script else "Default"
    this = Run(name or f"{stem} {time.strftime('%Y-%m-%d %H:%M:%S')}", experiment or stem, logged)
    if events.within_node():
        try:
            yield this
        finally:
            log.end(logged)
        return
    id = str(uuid.uuid4())
    common = {"experiment": this.experiment, "name": this.name, "startedAt": int(started * 1000), "userName": user_name()}
    live = Live(id, common, logged)
    try:
        yield this
        status = "finished"
    finally:
        log.end(logged)
        live.end()
        state = git.state(script.parent if script else Path.cwd())
        source = {"mlflow.source.type": "LOCAL", "mlflow.source.name": str(script or os.getcwd())}
        told = {
            **common,
            "kind": "client",
            "status": status,
            "endedAt": int(time.time() * 1000),
            "params": pairs(logged.params),
            "tags": pairs({**source, **git.tags(state), "espalier.environment": environment.in_short(), **logged.tags}),
            "metrics": points(logged.points),
        }
        files = {**logged.files, "environment.txt": environment.lock().encode(), **git.files(state)}
        this.delivery = deliver(told, files, id)
        this.url = this.delivery.run_url
        if this.delivery.fault:
            print(f"espalier: kept here, and sent later: {this.delivery.fault}", file=sys.stderr)
