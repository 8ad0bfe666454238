class Unconvertible(Exception):
    """Why a model, or a part of it, has no ONNX form, and what its owner can do."""

    def __init__(self, reason: str, hint: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint or (
            "keep to steps that have one (ColumnTransformer, scalers, imputers, encoders, linear models, trees, boosting), "
            "or export it yourself and push(model=that onnx)"
        )
