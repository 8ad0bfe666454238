"""Evidently's preset of data drift over the same files, read by pandas as its users do."""

import json
import resource
import sys
import time

import pandas as pd
from evidently import Dataset, Report
from evidently.presets import DataDriftPreset

told, sys.stdout = sys.stdout, sys.stderr
for line in sys.stdin:
    then, now = json.loads(line)
    start = time.perf_counter()
    reference, current = (Dataset.from_pandas(pd.read_parquet(path)) for path in (then, now))
    found = Report([DataDriftPreset()]).run(current, reference).dict()
    took = (time.perf_counter() - start) * 1000
    drifted = []
    for metric in found["metrics"]:
        config = metric.get("config", {})
        if "column" in config and "threshold" in config and isinstance(metric["value"], float) and metric["value"] >= config["threshold"]:
            drifted.append(config["column"])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"ms": took, "peak": peak, "drifted": drifted}), file=told, flush=True)
