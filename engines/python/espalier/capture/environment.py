"""The environment in a form that it can be made again from."""

import functools
import hashlib
import json
import platform as machine
from importlib import metadata

from espalier import environment

NAMED = ("lightgbm", "xgboost", "scikit-learn", "numpy", "pandas", "torch", "keras")


@functools.lru_cache(1)
def recorded() -> dict:
    return environment.recorded()


def in_short() -> str:
    """For people, and equal only where all of it is; as the platform says it of its own trainings."""
    found = recorded()
    named = [f"{name} {found['packages'][name]}" for name in NAMED if name in found["packages"]]
    digest = hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()[:8]
    return ", ".join([f"Python {found['python']}", found["platform"], *named, f"{len(found['packages'])} packages ({digest})"])


@functools.lru_cache(1)
def lock() -> str:
    """As `pip freeze`: a version for each package, an address for those from elsewhere."""
    lines = [f"# Python {machine.python_version()}, {machine.platform()}"]
    found = {dist.metadata["Name"]: dist for dist in metadata.distributions() if dist.metadata["Name"]}
    for name in sorted(found, key=str.lower):
        direct = found[name].read_text("direct_url.json")
        url = json.loads(direct).get("url") if direct else None
        # A folder of this machine leads nowhere on another.
        told = f"{name} @ {url}" if url and not url.startswith("file:") else f"{name}=={found[name].version}"
        lines.append(told)
    return "\n".join(lines) + "\n"
