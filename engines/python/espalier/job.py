import importlib.util
import json
from dataclasses import dataclass, field
from pathlib import Path

from espalier import events, printed
from espalier.faults import Fault


@dataclass(frozen=True)
class Job:
    """What a node's `run(job)` gets. It returns its outputs by port, as in result.json."""

    kind: str
    params: dict
    inputs: dict
    out: Path
    """Files that parameters name, by parameter: name, format and path."""
    files: dict = field(default_factory=dict)

    def table(self, port):
        from espalier import tables

        return tables.of(self.inputs[port])

    def file(self, param):
        return Path(self.files[param]["path"])

    @property
    def kept(self):
        """Files in here are kept with the run, however the step ends."""
        return self.out / "kept"

    def path(self, name):
        """A file to write beside result.json; outputs name it by `name`."""
        return self.out / name

    def write_json(self, name, value):
        self.path(name).write_text(json.dumps(value, ensure_ascii=False, allow_nan=False), "utf-8")
        return name


def main(job_path):
    """Runs the node that a job.json names and writes result.json into its `out` folder."""
    job_file = json.loads(Path(job_path).read_text("utf-8"))
    job = Job(job_file["kind"], job_file["params"], job_file["inputs"], Path(job_file["out"]), job_file.get("files", {}))
    job.out.mkdir(parents=True, exist_ok=True)
    events.also_into(Path(job_path).with_name("metrics.jsonl"))
    with printed.also_into(Path(job_path).with_name("output.jsonl")):
        try:
            outputs = _load(job_file["runPy"]).run(job)
        except MemoryError as error:
            hint = "use fewer rows or columns, or raise the kernel's memory"
            raise Fault("LIMIT", "out of memory", hint=hint) from error
    job.write_json("result.json", {"outputs": outputs})


def _load(path):
    spec = importlib.util.spec_from_file_location("node", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
