"""What a push found, as its page shows it."""

import json
from collections.abc import Sequence
from typing import Any

from espalier.capture import environment
from espalier.capture.document import Document
from espalier.capture.git import State
from espalier.capture.result import Push
from espalier.capture.trained import Trained


def of(
    result: Push,
    written: Document,
    states: Sequence[str],
    made: Trained | None,
    inputs: Sequence[dict[str, Any]],
    git: State | None,
) -> bytes:
    model = made and {
        "variable": made.name,
        "kind": made.kind,
        "rows": made.rows,
        "file": next(iter(made.files), None),
        "refused": made.refused,
    }
    found = environment.recorded()
    told = {
        "format": 1,
        "notebook": {"name": written.name, "path": str(written.path) if written.path else None, "why": written.why},
        "cells": {"run": len(states), "edited": states.count("edited"), "deleted": states.count("deleted")},
        "warnings": [one.json() for one in result.warnings],
        "model": model,
        "parity": result.parity,
        "data": [_data(one) for one in inputs],
        "environment": {"python": found["python"], "platform": found["platform"], "packages": len(found["packages"])},
        "git": git and {"commit": git.commit, "branch": git.branch, "dirty": git.dirty, "untracked": len(git.untracked)},
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _data(one: dict[str, Any]) -> dict[str, Any]:
    profile = json.loads(one["profile"])
    return {"name": one["name"], "digest": one["digest"], "how": one["tags"]["how"], "hashed": profile["hashed"], "rows": profile.get("num_rows")}
