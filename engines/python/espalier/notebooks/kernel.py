"""The notebook's own kernel: where it is found, how much it may take, and whether it lives."""

import asyncio
import ctypes
import os
import re
import signal
import sys
from pathlib import Path
from queue import Empty

from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

from espalier.faults import Fault

SECONDS_BETWEEN = 3
MISSES = 4
_PR_SET_PDEATHSIG = 1


def spec_of(name):
    """Faults: INVALID_INPUT for a kernel that is not there, with those that are."""
    manager = KernelSpecManager()
    try:
        return manager.get_kernel_spec(name)
    except NoSuchKernel:
        there = ", ".join(sorted(manager.find_kernel_specs()))
        raise Fault(
            "INVALID_INPUT",
            f"no such kernel here: {name}",
            param="kernel",
            hint=f"there is {there}; install another beside the Jupyter server, or name one of these in Kernel",
        ) from None


def dies_with_its_parent():
    """For Popen: a kernel never outlives the one that drives it. Where the system cannot see to it, the kernel itself looks."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def limit_memory(pid, megabytes):
    """Lets a process take so much beyond what it holds. Where the system has no such limit it runs without."""
    import resource

    held = memory_of(pid, "VmSize")
    if held is None or not hasattr(resource, "prlimit"):
        return
    most = (held + megabytes) * 1024 * 1024
    resource.prlimit(pid, resource.RLIMIT_AS, (most, most))


def memory_of(pid, field):
    """In megabytes: `VmSize` held, `VmHWM` the most that was ever in memory. None where nobody can say."""
    try:
        text = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return None
    found = re.search(rf"^{field}:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) // 1024 if found else None


async def watch(client):
    """Returns once a Python kernel no longer answers on its control channel, which it does while it works."""
    misses = 0
    while misses < MISSES:
        client.control_channel.send(client.session.msg("kernel_info_request"))
        try:
            await client.control_channel.get_msg(timeout=SECONDS_BETWEEN)
            misses = 0
            await asyncio.sleep(SECONDS_BETWEEN)
        except Empty:
            misses += 1


def environment(task):
    """What its process sees: the same as this one, our package, and where its task lies."""
    packages = str(Path(__file__).parents[2])
    paths = [packages, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "ESPALIER_NOTEBOOK": str(task), "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
