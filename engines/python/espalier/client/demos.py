"""A page on which anybody can try a model."""

import html
import re
from dataclasses import dataclass
from typing import Any

from espalier.client import http, platform
from espalier.client.faults import ApiFault
from espalier.client.models import Model, describe


@dataclass(frozen=True)
class Demo:
    """A link in a notebook's cell; shown inline where `embed_url` is known."""

    name: str
    url: str
    gradio_url: str
    embed_url: str | None = None
    height: int = 720

    def _repr_html_(self) -> str:
        link = f'<a href="{html.escape(self.url, quote=True)}" target="_blank" rel="noopener">Open the demo {html.escape(self.name)}</a>'
        if not self.embed_url:
            return f"<div>{link}</div>"
        source, name = html.escape(self.embed_url, quote=True), html.escape(self.name, quote=True)
        return f'<iframe src="{source}" title="{name}" width="100%" height="{self.height}" style="border:0"></iframe><div>{link}</div>'


def demo(
    model: Any = None, *, title: str | None = None, name: str | None = None, frame: str | None = None, height: int = 720
) -> Demo:
    """Makes a demo of a version, `churn/3` or `churn@champion`, of a loaded model, or of what was pushed last.

    name: part of its address; left out, the model's name. A demo of that name shows this version from then on.
    frame: where the notebook itself is shown, such as `http://localhost:8888` (or `ESPALIER_FRAME`); a JupyterLab with the
        extension says so by itself. The demo is then shown inline, by a link that ends after a day. It stands in the cell's
        output, so whoever gets the notebook has it too.
    Faults: NOT_FOUND; CONFLICT for a name that is taken elsewhere; INVALID_INPUT where there is nothing to show.
    """
    to = platform.find()
    of, number = _which(to, model)
    given = {"of": {"name": of, "number": number}, "taken": "point", **({"title": title} if title else {})}
    try:
        told = http.change(to, "demos/create", {**given, "name": name or _slug(of)})
    except ApiFault as fault:
        if fault.code != "CONFLICT" or name:
            raise
        told = http.change(to, "demos/create", given)
    made, embed = told["name"], None
    if frames := [frame] if frame else platform.frames():
        shared = http.change(to, "demos/share", {"name": made, "title": "Shown in a notebook", "days": 1, "frames": frames})
        embed = f"{to.url}/demos/{made}/embed?key={shared['token']}"
    return Demo(made, f"{to.url}/demos/{made}", f"{to.api_url}/gradio/{made}", embed, height)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60].strip("-") or "demo"


def _which(to: platform.Platform, model: Any) -> tuple[str, int]:
    if isinstance(model, Model):
        return model.name, model.version
    if model is None or hasattr(model, "to_json"):
        from espalier.capture import push

        pushed = model if model is not None else push.last()
        model = pushed.version if pushed else None
        if model is None:
            raise ApiFault("INVALID_INPUT", "no model was pushed from here yet", hint="push one, or name one: espalier.demo('churn/3')")
    if not isinstance(model, str):
        raise ApiFault("INVALID_INPUT", f"not a model of the registry: {type(model).__name__}", hint="push it first: espalier.push(model=…)")
    told = describe(to, model)
    return told["name"], told["version"]
