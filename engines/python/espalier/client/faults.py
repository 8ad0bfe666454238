from espalier.faults import Fault


class ApiFault(Fault):
    """A fault that a person reads: what is wrong, and what to do next."""

    def __str__(self) -> str:
        hint = self.data.get("hint")
        return f"{self.data['message']} ({hint})" if hint else str(self.data["message"])

    @property
    def code(self) -> str:
        return str(self.data["code"])

    @property
    def hint(self) -> str | None:
        return self.data.get("hint")
