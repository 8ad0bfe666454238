"""What a model was trained with, kept with it so that it can be trained again."""

import platform
from importlib import metadata


def recorded():
    """The interpreter, the platform and every installed package; the same in the same environment."""
    found = ((distribution.metadata["Name"], distribution.version) for distribution in metadata.distributions())
    return {
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}".lower(),
        "packages": dict(sorted((name.lower(), version) for name, version in found if name)),
    }
