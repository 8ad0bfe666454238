"""Refuses to make a wheel without the front half: hatchling would leave it out and say nothing."""

from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WholeWheel(BuildHookInterface):
    def initialize(self, version: str, build_data: dict) -> None:
        if not list(Path(self.root, "espalier_jupyter", "labextension", "static").glob("remoteEntry.*")):
            raise RuntimeError("the front half is not built: run `npm ci && npm run build` in jupyter-extension first")
