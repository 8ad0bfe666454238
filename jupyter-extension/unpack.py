"""`python unpack.py WHEEL FOLDER`: lays a wheel out as pip would below a prefix, for environments without pip."""

import shutil
import sys
import zipfile
from pathlib import Path


def unpack(wheel: str, folder: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    for data in folder.glob("*.data/data"):
        shutil.copytree(data, folder, dirs_exist_ok=True)
        shutil.rmtree(data.parent)


if __name__ == "__main__":
    unpack(sys.argv[1], Path(sys.argv[2]))
