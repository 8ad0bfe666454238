"""A page on which anybody can try a model."""

import html
from dataclasses import dataclass
from typing import Any

from espalier.client import http, platform
from espalier.client.faults import ApiFault
from espalier.client.models import Model, describe


@dataclass(frozen=True)
class Demo:
    """Shown inline in a notebook's cell."""

    name: str
    url: str
    gradio_url: str
    height: int = 720

    def _repr_html_(self) -> str:
        url = html.escape(self.url, quote=True)
        frame = f'<iframe src="{url}" title="{html.escape(self.name, quote=True)}" width="100%" height="{self.height}" style="border:0"></iframe>'
        return f'{frame}<div><a href="{url}" target="_blank" rel="noopener">Open the demo</a></div>'


def demo(model: Any = None, *, title: str | None = None, height: int = 720) -> Demo:
    """Makes a demo of a version, `churn/3` or `churn@champion`, of a loaded model, or of what was pushed last, and shows it.

    Faults: NOT_FOUND; INVALID_INPUT where there is nothing to show.
    """
    to = platform.find()
    name, number = _which(to, model)
    given = {"name": name, "number": number, **({"title": title} if title else {})}
    told = http.change(to, "demos/create", given)
    return Demo(told["name"], told["url"], told["gradioUrl"], height)


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
