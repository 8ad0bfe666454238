import json
import os
import time

MIME = "application/vnd.espalier.event+json"
SECONDS_BETWEEN = 0.2
_last = 0.0
_file = None


def also_into(path):
    """Points of curves are kept in a file too, one a line, for a platform that was not there to hear of them."""
    global _file
    _file = path


def within_node():
    """Whether this code runs as a node of a pipeline, or in a notebook that is one."""
    return _file is not None or "ESPALIER_NOTEBOOK" in os.environ


def progress(share, message=None):
    """Tells how far the step is, 0 to 1; calls in quick succession are dropped."""
    global _last
    now = time.monotonic()
    if share < 1 and now - _last < SECONDS_BETWEEN:
        return
    _last = now
    _send({"type": "progress", "share": round(min(1.0, max(0.0, share)), 4), **({"message": message} if message else {})})


def metric(name, index, value):
    """One point of a live curve."""
    point = {"name": name, "index": int(index), "value": float(value)}
    _send({"type": "metric", **point})
    if _file:
        with _file.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(point) + "\n")


def forward(event):
    """What code in another process has to tell: a point of a curve, or how far it is."""
    if event.get("type") == "metric":
        metric(event["name"], event["index"], event["value"])


def log(text):
    print(text, flush=True)


def _send(event):
    kernel = _kernel()
    if kernel:
        kernel.display_pub.publish(data={MIME: event})


def _kernel():
    try:
        return get_ipython()  # noqa: F821 (a builtin inside a kernel)
    except NameError:
        return None
