"""What goes wrong, in the platform's own form: a code, a sentence, and the next step."""

from typing import Any


class Fault(Exception):
    """`status` is what the front half sees; never 401 or 403, which Jupyter itself answers to who is not signed in to it."""

    def __init__(self, code: str, message: str, hint: str | None = None, status: int = 502) -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint
        self.status = status

    def as_json(self) -> dict[str, Any]:
        return {"code": self.code, "message": str(self), **({"hint": self.hint} if self.hint else {})}


def signed_out() -> Fault:
    return Fault("UNAUTHENTICATED", "not signed in to Espalier", "sign in, in the panel of Espalier", 424)
