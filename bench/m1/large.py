"""Sends a large file by MLflow's own client and gets it back, as it comes or in parts. Prints seconds, as JSON."""

import hashlib
import json
import sys
import tempfile
import time
from pathlib import Path

from mlflow import MlflowClient

gigabytes, folder = float(sys.argv[1]), sys.argv[2]
client = MlflowClient()


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


with tempfile.TemporaryDirectory(dir=folder) as here:
    large = Path(here, "large.bin")
    block = bytearray(1 << 20)
    with open(large, "wb") as file:
        for index in range(int(gigabytes * 1024)):
            block[:8] = index.to_bytes(8, "big")
            file.write(block)
    sent = digest(large)
    run = client.create_run("0").info.run_id
    begun = time.monotonic()
    client.log_artifact(run, str(large))
    up = time.monotonic() - begun
    large.unlink()
    begun = time.monotonic()
    got = client.download_artifacts(run, "large.bin", here)
    down = time.monotonic() - begun
    assert digest(got) == sent, "not the same bytes"
    print("told " + json.dumps({"up": up, "down": down}))
