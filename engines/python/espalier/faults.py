import json


class Fault(Exception):
    """The platform's one error. `str(fault)` is its JSON form, which is how it leaves a kernel.

    Messages are lower case with the value last (`missing column: age`); `hint` says what to do next.
    """

    def __init__(self, code, message, column=None, param=None, row=None, hint=None):
        at = {name: value for name, value in (("column", column), ("param", param), ("row", row)) if value is not None}
        self.data = {"code": code, "message": message, **({"at": at} if at else {}), **({"hint": hint} if hint else {})}
        super().__init__(json.dumps(self.data, ensure_ascii=False))
