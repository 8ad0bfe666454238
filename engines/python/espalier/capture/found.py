"""What a notebook's variables say: models, rows to try them on, parameters, metrics."""

import ast
import contextlib
import functools
import inspect
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from espalier.capture import names
from espalier.capture.session import Cell

MEASURES = {
    *("accuracy_score", "balanced_accuracy_score", "f1_score", "precision_score", "recall_score", "roc_auc_score", "log_loss"),
    *("average_precision_score", "brier_score_loss", "matthews_corrcoef", "cohen_kappa_score", "fbeta_score", "jaccard_score"),
    *("mean_squared_error", "root_mean_squared_error", "mean_absolute_error", "r2_score", "median_absolute_error"),
    *("mean_absolute_percentage_error", "explained_variance_score", "max_error", "mean_poisson_deviance", "score"),
}
MOST_PARAMS = 200
TEST = ("X_test", "x_test", "X_val", "x_val", "X_valid", "x_valid", "X_validation", "X_holdout", "test_X", "val_X")
TRAIN = ("X_train", "x_train", "train_X", "X", "x")
# How it is computed, not what.
NOISE = {"copy", "copy_X", "n_jobs", "verbose", "warm_start", "memory", "silent", "verbosity"}
PLAIN = (str, int, float, bool, type(None))


def models(space: Mapping[str, Any], cells: Sequence[Cell]) -> list[tuple[str, Any]]:
    """Fitted models by name, the one that was touched last first; what is part of another one is left out."""
    found = {name: value for name, value in space.items() if not name.startswith("_") and is_model(value)}
    parts = {id(part) for value in found.values() for part in _parts(value)}
    whole = {name: value for name, value in found.items() if id(value) not in parts}
    touched = {name: -1 for name in whole}
    for at, cell in enumerate(cells):
        for name in _touched(cell.source) & touched.keys():
            touched[name] = at
    order = list(space)
    by_object: dict[int, str] = {}
    for name in sorted(whole, key=lambda one: (touched[one], order.index(one)), reverse=True):
        by_object.setdefault(id(whole[name]), name)
    return [(name, whole[name]) for name in by_object.values()]


def is_model(value: Any) -> bool:
    module = type(value).__module__.split(".")[0]
    if module in ("builtins", "numpy", "pandas", "pyarrow") or isinstance(value, type):
        return False
    if type(value).__name__ == "Booster":
        return module in ("lightgbm", "xgboost")
    if _is_a(value, "torch.nn", "Module") or _is_a(value, "keras", "Model"):
        return True
    if not (hasattr(value, "fit") and hasattr(value, "predict") and hasattr(value, "get_params")):
        return False
    return _is_fitted(value)


def _is_fitted(value: Any) -> bool:
    try:
        from sklearn.utils.validation import check_is_fitted

        check_is_fitted(value)
    except Exception:
        return False
    return True


def _is_a(value: Any, module: str, name: str) -> bool:
    return any(one.__name__ == name and one.__module__.startswith(module) for one in type(value).__mro__)


def _parts(value: Any) -> list[Any]:
    parts = [part for _, part in value.steps] if hasattr(value, "steps") else []
    return parts + [getattr(value, name) for name in ("estimator", "best_estimator_") if hasattr(value, name)]


def _touched(source: str) -> set[str]:
    """Names that a cell binds or fits."""
    try:
        tree = ast.parse(names.plain(source))
    except (SyntaxError, ValueError):
        return set()
    fitted = {
        node.func.value.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("fit", "partial_fit")
        and isinstance(node.func.value, ast.Name)
    }
    return fitted | names.of(source).binds


def feature_names(model: Any) -> list[str] | None:
    for name in ("feature_names_in_", "feature_name_", "feature_names"):
        found = getattr(model, name, None)
        if callable(found):
            found = found()
        if found is not None and len(found):
            return [str(one) for one in found]
    if type(model).__name__ == "Booster" and hasattr(model, "feature_name"):
        return [str(one) for one in model.feature_name()]
    inner = getattr(model, "best_estimator_", None)
    return feature_names(inner) if inner is not None else None


def width(model: Any) -> int | None:
    for name in ("n_features_in_", "n_features_"):
        with contextlib.suppress(Exception):
            return int(getattr(model, name))
    return None


def validation_rows(space: Mapping[str, Any], model: Any, wanted: Sequence[str] = (*TEST, *TRAIN)) -> tuple[str, Any] | None:
    """The frame or array that the model can be tried on: what is called as test rows first, then any that has its columns."""
    called, count = feature_names(model), width(model)
    for name in wanted:
        if name in space and fits(space[name], called, count):
            return name, space[name]
    if called is None or all(name.startswith("Column_") for name in called):
        return None
    frames = [(name, value) for name, value in space.items() if not name.startswith("_") and hasattr(value, "columns")]
    fitting = [(name, value) for name, value in frames if fits(value, called, count)]
    return min(fitting, key=lambda one: ("test" not in one[0].lower() and "val" not in one[0].lower(), one[0]), default=None)


def fits(value: Any, called: Sequence[str] | None, count: int | None) -> bool:
    if hasattr(value, "columns") and hasattr(value, "iloc"):
        own = {str(name) for name in value.columns}
        if called is not None and set(called) <= own:
            return True
        return called is None and (count is None or count == len(own))
    shape = getattr(value, "shape", None)
    return isinstance(shape, tuple) and len(shape) == 2 and count in (None, shape[1])


def params(model: Any) -> dict[str, str]:
    """A model's own plain settings: what somebody chose in any of its steps, and all of the last."""
    try:
        given = model.get_params(deep=True)
    except Exception:
        return {}
    last = f"{model.steps[-1][0]}__" if hasattr(model, "steps") else ""
    told = {}
    for name, value in given.items():
        owner, _, own = name.rpartition("__")
        if not isinstance(value, PLAIN) or value is None or own in NOISE:
            continue
        usual = _defaults(type(given.get(owner, model) if owner else model))
        if name.startswith(last) or own not in usual or not _same(usual[own], value):
            told[name] = str(value)
    return dict(sorted(told.items())[:MOST_PARAMS])


def _same(usual: Any, value: Any) -> bool:
    return usual == value or (usual != usual and value != value)


@functools.lru_cache(256)
def _defaults(kind: type) -> dict[str, Any]:
    signature = inspect.signature(kind.__init__)
    return {name: one.default for name, one in signature.parameters.items()}


def metrics(space: Mapping[str, Any], cells: Sequence[Cell]) -> dict[str, float]:
    """Figures that cells computed with a measure of scikit-learn, under the name that the notebook gave them. Nothing is
    computed again, so each is what the notebook saw."""
    found: dict[str, float] = {}
    for cell in cells:
        if not cell.ok:
            continue
        try:
            body = ast.parse(names.plain(cell.source)).body
        except (SyntaxError, ValueError):
            continue
        for statement in body:
            if isinstance(statement, ast.Assign) and len(statement.targets) == 1 and _measures(statement.value):
                target = statement.targets[0]
                value = space.get(target.id) if isinstance(target, ast.Name) else None
                if isinstance(target, ast.Name) and _figure(value):
                    found[target.id] = float(value)  # type: ignore[arg-type]
        if body and isinstance(body[-1], ast.Expr) and (measure := _measures(body[-1].value)) and _figure(cell.result):
            found[measure] = float(cell.result)
    return found


def _measures(node: ast.expr) -> str | None:
    """The measure that an expression is, also rounded or made a float."""
    if not isinstance(node, ast.Call):
        return None
    name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else None
    if name in ("round", "float") and node.args:
        return _measures(node.args[0])
    return name if name in MEASURES else None


def _figure(value: Any) -> bool:
    return not isinstance(value, bool) and (isinstance(value, int | float) or type(value).__module__ == "numpy" and getattr(value, "shape", 1) == ())


def of_mlflow() -> tuple[str, dict[str, str], dict[str, float], dict[str, str]] | None:
    """`(run, params, metrics, tags)` of the run that MLflow calls went to last."""
    mlflow = sys.modules.get("mlflow")
    if mlflow is None or not hasattr(mlflow, "active_run"):
        return None
    # A tracking server that is away must not hold up the push.
    with _environment(MLFLOW_HTTP_REQUEST_MAX_RETRIES="0", MLFLOW_HTTP_REQUEST_TIMEOUT="3"), contextlib.suppress(Exception):
        run = mlflow.active_run() or mlflow.last_active_run()
        if run is None:
            return None
        data = mlflow.get_run(run.info.run_id).data
        own = {key: value for key, value in data.tags.items() if not key.startswith("mlflow.")}
        return run.info.run_id, dict(data.params), dict(data.metrics), own
    return None


@contextlib.contextmanager
def _environment(**values: str) -> Any:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
