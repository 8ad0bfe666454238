import json
from pathlib import Path

import numpy as np


def test_a_model_of_pixels_takes_pictures_and_keeps_what_it_was_trained_with(table, run):
    shades = np.random.default_rng(7).integers(0, 17, (200, 4)).astype(float)
    columns = {f"pixel {row} {column}": shades[:, 2 * row + column] for row in range(2) for column in range(2)}
    split = ["train"] * 150 + ["test"] * 50
    rows = table({**columns, "ink": ["much" if row.sum() > 32 else "little" for row in shades]}, split=split, target="ink")
    model = run("training.classifier", {"rows": rows}, algorithm="forest")
    front = run("training.picture-front", {"model": model})
    before, after = (json.loads(Path(one["details"]).read_text("utf-8")) for one in (model, front))
    assert after.keys() == before.keys()
    assert after["environment"] == before["environment"]
    assert len(after["background"]) == len(before["background"])
    assert after["examples"][0]["image"].startswith("data:image/png;base64,")
    assert [one["type"] for one in front["signature"]["inputs"]] == ["image"]
