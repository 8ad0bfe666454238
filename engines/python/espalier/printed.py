"""What a job prints is kept in a file too, for a platform that was not there to hear of it."""

import json
import sys
import traceback
from contextlib import contextmanager

from espalier.faults import Fault

MOST_CHARACTERS = 2_000_000


@contextmanager
def also_into(path):
    """Appends what is printed meanwhile, and how it ended, as `{"stream", "text"}`, one a line."""
    with path.open("a", encoding="utf-8") as lines:
        kept = _Kept(lines)
        former = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = (_Stream(kept, name, stream) for name, stream in zip(("stdout", "stderr"), former))
        try:
            yield
        except Fault:
            raise
        except BaseException:
            kept.write("stderr", traceback.format_exc())
            raise
        finally:
            sys.stdout, sys.stderr = former


class _Kept:
    def __init__(self, lines):
        self.lines, self.left = lines, MOST_CHARACTERS

    def write(self, stream, text):
        if self.left <= 0 or not text:
            return
        self.lines.write(json.dumps({"stream": stream, "text": text[: self.left]}) + "\n")
        self.lines.flush()
        self.left -= len(text)


class _Stream:
    """A stream that is heard twice; kept before it is sent, so that whoever hears of it finds it."""

    def __init__(self, kept, name, stream):
        self._kept, self._name, self._stream = kept, name, stream

    def write(self, text):
        self._kept.write(self._name, text)
        return self._stream.write(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def __getattr__(self, name):
        return getattr(self._stream, name)
