"""What a push came to."""

import html
from dataclasses import dataclass, field
from typing import Any

from espalier.client.delivery import Delivery
from espalier.capture.hidden import Warned

GRADES = {
    "A": "runs again with the same outputs",
    "B": "runs again with the same figures",
    "C": "runs again with other figures",
    "D": "does not run again",
}


@dataclass
class Push:
    """`run_url` and `version` are None while the platform is away: the push waits, and `espalier.sync()` sends it."""

    id: str
    name: str
    run_url: str | None = None
    version: str | None = None
    """`churn/3`, as `espalier.load_model` takes it."""
    version_url: str | None = None
    warnings: list[Warned] = field(default_factory=list)
    refused: dict[str, Any] | None = None
    """Why no model was registered: `message` and `hint`."""
    parity: dict[str, Any] | None = None
    grade: str | None = None
    """`A` to `D`; `pending` while the notebook is run again in the background; None where nobody asked."""
    queued: bool = False
    fault: dict[str, Any] | None = None
    """Why it waits."""
    params: dict[str, str] = field(default_factory=dict)
    metrics: dict[str, float] = field(default_factory=dict)
    seconds: float = 0.0

    def take(self, delivery: Delivery) -> None:
        self.run_url = delivery.run_url
        answer, fault = delivery.answer, delivery.fault
        if fault:
            self.queued, self.fault = True, fault.data
        if not answer or not delivery.platform:
            return
        if version := answer.get("version"):
            self.version = f"{version['model']}/{version['number']}"
            slug = answer["path"].split("/")[1]
            self.version_url = f"{delivery.platform.url}/{slug}/models/{version['model']}?version={version['number']}"
        self.refused = answer.get("refused") or self.refused

    def to_json(self) -> dict[str, Any]:
        """As front ends take it."""
        return {
            "id": self.id,
            "name": self.name,
            "status": "queued" if self.queued else "pushed",
            "runUrl": self.run_url,
            "version": self.version,
            "versionUrl": self.version_url,
            "warnings": [one.json() for one in self.warnings],
            "refused": self.refused,
            "parity": self.parity,
            "grade": self.grade,
            "fault": self.fault,
            "params": self.params,
            "metrics": {name: value for name, value in self.metrics.items() if value == value and abs(value) != float("inf")},
            "seconds": round(self.seconds, 3),
        }

    def lines(self) -> list[str]:
        head = f"Kept here: {self.fault['message'] if self.fault else ''}" if self.queued else f"Pushed {self.name}" if self.id else "Not pushed"
        told = [head, *([f"  {self.fault['hint']}"] if self.queued and self.fault and self.fault.get("hint") else [])]
        if self.version:
            parity = f", answers as here to {self.parity['maxDifference']:.1g}" if self.parity else ""
            told.append(f"Model {self.version}{parity}")
        if self.refused:
            told.append(f"No model registered: {self.refused['message']}")
            told += [f"  {self.refused['hint']}"] if self.refused.get("hint") else []
        told += [f"{name} = {value:.6g}" for name, value in list(self.metrics.items())[:8]]
        if self.grade in GRADES:
            told.append(f"Reproducibility {self.grade}: {GRADES[self.grade]}")
        elif self.grade == "pending":
            told.append("Reproducibility: the notebook is being run again in the background")
        told += [f"Warning: {one.message}" for one in self.warnings]
        return told

    def __repr__(self) -> str:
        return "\n".join([*self.lines(), *([self.run_url] if self.run_url else [])])

    def _repr_html_(self) -> str:
        link = '<a href="{}" target="_blank" rel="noopener">{}</a>'
        links = [link.format(html.escape(url, quote=True), text) for url, text in ((self.run_url, "Run"), (self.version_url, "Model")) if url]
        head, *rest = map(html.escape, self.lines())
        body = "".join(f"<div>{line}</div>" for line in rest)
        return f"<div><strong>{head}</strong> {' · '.join(links)}{body}</div>"
