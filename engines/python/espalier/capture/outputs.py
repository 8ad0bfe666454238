"""Outputs of cells as a notebook keeps them, from the messages that a kernel sends to its front ends."""

from collections.abc import Callable
from typing import Any

KINDS = {"stream", "display_data", "execute_result", "error", "update_display_data", "clear_output"}
MOST_TEXT = 1 << 20
MOST_DATA = 4 << 20
MOST_OUTPUTS = 500
OWN = "application/vnd.espalier"


def hear(session: Any, heard: Callable[[str | None, str, dict[str, Any]], None]) -> None:
    """Whatever goes to a front end goes through here, from whichever thread."""
    send = session.send

    def sent(stream: Any, message: Any, content: Any = None, parent: Any = None, *args: Any, **more: Any) -> Any:
        try:
            if isinstance(message, dict):
                kind, told, origin = message["header"]["msg_type"], message["content"], message["parent_header"]
            else:
                kind, told, origin = message, content, (parent or {}).get("header", parent or {})
            if kind in KINDS and isinstance(told, dict):
                heard((origin or {}).get("msg_id"), kind, told)
        except (AttributeError, KeyError, TypeError):
            # What we do not understand is sent all the same.
            pass
        return send(stream, message, content, parent, *args, **more)

    session.send = sent


def add(outputs: list[dict[str, Any]], kind: str, content: dict[str, Any]) -> None:
    if kind == "clear_output":
        outputs.clear()
    elif kind == "stream":
        _add_text(outputs, content["name"], content["text"])
    elif kind == "error":
        outputs.append({"output_type": "error", **{key: content[key] for key in ("ename", "evalue", "traceback")}})
    elif kind == "update_display_data":
        known = content.get("transient", {}).get("display_id")
        for output in outputs:
            if known and output.get("_display_id") == known:
                output["data"] = _bounded(content["data"])
    elif len(outputs) < MOST_OUTPUTS and not any(name.startswith(OWN) for name in content["data"]):
        shown = {"output_type": kind, "data": _bounded(content["data"]), "metadata": content.get("metadata", {})}
        if kind == "execute_result":
            shown["execution_count"] = content.get("execution_count")
        if display_id := content.get("transient", {}).get("display_id"):
            shown["_display_id"] = display_id
        outputs.append(shown)


def text_result(count: int, text: Any) -> dict[str, Any]:
    plain = text if isinstance(text, str) else str(text)
    return {"output_type": "execute_result", "execution_count": count, "data": {"text/plain": plain}, "metadata": {}}


def clean(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without what only this module needs."""
    return [{key: value for key, value in output.items() if not key.startswith("_")} for output in outputs]


def _add_text(outputs: list[dict[str, Any]], name: str, text: str) -> None:
    last = outputs[-1] if outputs else {}
    if last.get("output_type") != "stream" or last.get("name") != name:
        if len(outputs) >= MOST_OUTPUTS:
            return
        last = {"output_type": "stream", "name": name, "text": ""}
        outputs.append(last)
    room = MOST_TEXT - len(last["text"])
    if room > 0:
        last["text"] += text if len(text) <= room else text[:room] + "\n… cut here\n"


def _bounded(data: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in data.items() if not isinstance(value, str) or len(value) <= MOST_DATA}
    left_out = sorted(set(data) - set(kept))
    return kept if not left_out else {**kept, "text/plain": f"(too large to keep: {', '.join(left_out)})"}
