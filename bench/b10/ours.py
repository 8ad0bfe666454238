"""Our drift node's own code, over and over: a line with two paths in, a line with what it took out."""

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

import pyarrow.parquet as pq

from espalier.job import Job
from espalier.monitoring import report

TYPES = {"double": "DOUBLE", "int32": "INTEGER", "string": "VARCHAR"}
PARAMS = {"method": "auto", "limits": "fixed", "chunks": 12, "falseDiscoveries": True}


def described(path):
    return {"path": path, "columns": [{"name": field.name, "type": TYPES[str(field.type)]} for field in pq.read_schema(path)]}


out = Path(tempfile.mkdtemp())
told, sys.stdout = sys.stdout, sys.stderr
for line in sys.stdin:
    then, now = json.loads(line)
    job = Job("monitor.drift", PARAMS, {"reference": described(then), "current": described(now)}, out)
    start = time.perf_counter()
    report.drift(job)
    took = (time.perf_counter() - start) * 1000
    found = json.loads((out / "report.json").read_text())
    drifted = [feature["name"] for feature in found["features"] if feature["drifted"]]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"ms": took, "peak": peak, "drifted": drifted}), file=told, flush=True)
