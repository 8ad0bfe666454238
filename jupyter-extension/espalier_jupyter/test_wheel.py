import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

WHEEL = os.environ.get("ESPALIER_WHEEL")
FOLDER = Path(__file__).parent.parent


@pytest.mark.skipif(WHEEL is None, reason="npm test builds the wheel and names it")
def test_the_wheel_has_both_halves_and_is_on_once_it_is_installed(tmp_path):
    assert WHEEL, "the wheel was not built: this Python lacks what engines/python/requirements.txt lists"
    names = zipfile.ZipFile(WHEEL).namelist()
    assert any("labextensions/espalier-jupyter/static/remoteEntry." in name for name in names)
    assert not any("/test_" in name or "conftest" in name for name in names)

    venv.create(tmp_path / "clean", system_site_packages=False, with_pip=True)
    python = tmp_path / "clean" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", WHEEL], check=True)
    # JupyterLab itself comes from the environment that runs this test; the extension only from what pip laid out.
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(place for place in sys.path if "site-packages" in place)}
    env["JUPYTER_CONFIG_DIR"] = env["JUPYTER_DATA_DIR"] = str(tmp_path)
    listed = subprocess.run([python, "-m", "jupyterlab.labextensions", "list"], env=env, capture_output=True, text=True)
    assert "espalier-jupyter v0.1.0 enabled OK" in " ".join((listed.stdout + listed.stderr).replace("\x1b[32m", "").replace("\x1b[0m", "").split())
    on = subprocess.run([python, "-m", "jupyter_server.extension.serverextension", "list"], env=env, capture_output=True, text=True)
    assert "espalier_jupyter" in on.stdout + on.stderr


def test_a_wheel_without_the_front_half_is_refused(tmp_path):
    for name in ("pyproject.toml", "whole.py", "README.md", "install.json"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    made = subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel"], cwd=tmp_path, capture_output=True, text=True)
    assert made.returncode != 0
    assert "the front half is not built" in made.stderr
