"""nbclient, which knows what a front end does with each message of a kernel; events of ours go past the notebook."""

from nbclient import NotebookClient

from espalier.events import MIME

SKIP = "skip-execution"


class Client(NotebookClient):
    """`on_event(event)`, `on_text(stream, text)` and `on_change()` are told what its cells put out, as it comes."""

    def __init__(self, nb, on_event, on_text, on_change, **settings):
        super().__init__(
            nb,
            skip_cells_with_tag=SKIP,
            record_timing=True,
            shutdown_kernel="immediate",
            startup_timeout=60,
            ipython_hist_file=":memory:",
            **settings,
        )
        self._on_event, self._on_text, self._on_change = on_event, on_text, on_change

    def process_message(self, msg, cell, cell_index):
        content = msg["content"]
        event = content.get("data", {}).get(MIME) if msg["msg_type"] == "display_data" else None
        if event is not None:
            self._on_event(event)
            return None
        if msg["msg_type"] == "stream":
            self._on_text(content["name"], content["text"])
        try:
            return super().process_message(msg, cell, cell_index)
        finally:
            self._on_change()

    def output(self, outs, msg, display_id, cell_index):
        last = outs[-1] if outs and not self.clear_before_next_output else None
        if msg["msg_type"] == "stream" and not display_id and last and last.output_type == "stream" and last.name == msg["content"]["name"]:
            last.text += msg["content"]["text"]
            return last
        return super().output(outs, msg, display_id, cell_index)
