"""A kernel that dies while it sends what it pushed; the line that comes in says when."""

import sys
import tempfile
import threading

from espalier.kernel import Kernel

with tempfile.TemporaryDirectory() as folder:
    kernel = Kernel(folder)
    kernel.save(push="import espalier\nespalier.log(loss=0.5)\nespalier.push(grade=None)")
    threading.Thread(target=kernel.run, args=["push"], daemon=True).start()
    sys.stdin.readline()
    kernel.close()
