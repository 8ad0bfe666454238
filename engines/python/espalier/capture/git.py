"""What git knows of the folder; nothing where there is no git."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

SECONDS = 2
MOST_DIFF = 4 << 20


@dataclass(frozen=True)
class State:
    commit: str
    branch: str
    origin: str
    root: str
    dirty: bool
    diff: bytes
    untracked: list[str]


def state(folder: Path) -> State | None:
    try:
        commit = _git(folder, "rev-parse", "HEAD").decode().strip()
        status = _git(folder, "status", "--porcelain", "--untracked-files=normal").decode(errors="replace").splitlines()
    except (OSError, subprocess.SubprocessError):
        return None
    diff = _quiet(folder, "diff", "HEAD", "--no-ext-diff", "--no-textconv", "--no-color", "--binary")
    if len(diff) > MOST_DIFF:
        diff = diff[:MOST_DIFF] + b"\n# cut here: the difference is larger than 4 MB\n"
    return State(
        commit,
        _quiet(folder, "rev-parse", "--abbrev-ref", "HEAD").decode().strip(),
        _without_secrets(_quiet(folder, "remote", "get-url", "origin").decode().strip()),
        _quiet(folder, "rev-parse", "--show-toplevel").decode().strip(),
        bool(status),
        diff,
        [line[3:] for line in status if line.startswith("??")][:200],
    )


def tags(found: State | None) -> dict[str, str]:
    if not found:
        return {}
    named = {"commit": found.commit, "branch": found.branch, "repoURL": found.origin, "dirty": str(found.dirty)}
    return {f"mlflow.source.git.{key}": value for key, value in named.items() if value}


def files(found: State | None) -> dict[str, bytes]:
    if not found or not (found.diff or found.untracked):
        return {}
    listed = "".join(f"# not in git: {name}\n" for name in found.untracked)
    return {"diff.patch": listed.encode() + found.diff}


def _git(folder: Path, *args: str) -> bytes:
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    done = subprocess.run(
        ["git", "-c", "core.fsmonitor=", *args], cwd=folder, env=environment, capture_output=True, timeout=SECONDS, check=True
    )
    return done.stdout


def _quiet(folder: Path, *args: str) -> bytes:
    try:
        return _git(folder, *args)
    except (OSError, subprocess.SubprocessError):
        return b""


def _without_secrets(url: str) -> str:
    return re.sub(r"^(\w+://)[^/@]*@", r"\1", url)
