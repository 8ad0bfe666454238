"""What skl2onnx and onnxmltools make of an estimator, as a graph over one matrix."""

import contextlib
import copy
import io
import re
import warnings
from typing import Any

from onnx import ModelProto

from espalier.conversion.unconvertible import Unconvertible

OPSETS = {"": 19, "ai.onnx.ml": 3}


def convert(model: Any, width: int, element: str) -> ModelProto:
    """`element`: `float` or `double`, what its input is of. Faults: Unconvertible."""
    module = type(model).__module__.split(".")[0]
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        try:
            return (_xgboost if module == "xgboost" else _any)(model, width, element)
        except ImportError as error:
            raise Unconvertible(f"{error.name} is not installed, which converts {type(model).__name__}", f"pip install {error.name}") from error
        except Unconvertible:
            raise
        except Exception as error:
            told = _told(error)
            raise Unconvertible(f"no converter for {type(model).__name__}{f': {told}' if told else ''}") from error


def _told(error: Exception) -> str:
    """What a converter says is in its way, without where it wants to be told so; nothing where it just knows no such model."""
    said = re.split(r"[,;.]?\s+(?:You|you|or)? ?(?:may )?raise an issue", str(error).strip(), maxsplit=1)[0]
    first = said.splitlines()[0].strip() if said else type(error).__name__
    return "" if first.startswith("Unable to find a shape calculator for type") else first[:200]


def _xgboost(model: Any, width: int, element: str) -> ModelProto:
    from onnxmltools import convert_xgboost
    from onnxmltools.convert.common.data_types import FloatTensorType

    if element != "float":
        raise Unconvertible("XGBoost computes with float32")
    own = copy.deepcopy(model)
    booster = own.get_booster() if hasattr(own, "get_booster") else own
    # The converter knows features by their places.
    booster.feature_names = None
    return convert_xgboost(own, initial_types=[("x", FloatTensorType([None, width]))], target_opset=15)


def _any(model: Any, width: int, element: str) -> ModelProto:
    from skl2onnx import convert_sklearn
    from skl2onnx.common.data_types import DoubleTensorType, FloatTensorType

    _register_boosting(model)
    model = _without_what_no_answer_needs(model)
    taken = [("x", (DoubleTensorType if element == "double" else FloatTensorType)([None, width]))]
    options = {id(model): {"zipmap": False}} if hasattr(model, "classes_") else None
    return convert_sklearn(model, initial_types=taken, options=options, target_opset=OPSETS)


def _without_what_no_answer_needs(model: Any) -> Any:
    """A vote's `flatten_transform`, on by default, is the form of its `transform`, and keeps the converter from its answers."""
    if not getattr(model, "flatten_transform", False):
        return model
    own = copy.copy(model)
    own.flatten_transform = False
    return own


def _register_boosting(model: Any) -> None:
    """So that models within models are converted too, such as LightGBM within a calibrated one."""
    from skl2onnx import update_registered_converter
    from skl2onnx.common.shape_calculator import calculate_linear_classifier_output_shapes as of_classifier
    from skl2onnx.common.shape_calculator import calculate_linear_regressor_output_shapes as of_regressor

    options = {"nocl": [True, False], "zipmap": [True, False, "columns"]}
    with contextlib.suppress(ImportError):
        import lightgbm
        from onnxmltools.convert.lightgbm.operator_converters.LightGbm import convert_lightgbm

        update_registered_converter(lightgbm.LGBMClassifier, "LightGbmLGBMClassifier", of_classifier, convert_lightgbm, options=options)
        update_registered_converter(
            lightgbm.LGBMRegressor, "LgbmRegressor", of_regressor, convert_lightgbm, options={"split": None}
        )
    with contextlib.suppress(ImportError):
        import xgboost
        from onnxmltools.convert.xgboost.operator_converters.XGBoost import convert_xgboost

        update_registered_converter(xgboost.XGBClassifier, "XGBoostXGBClassifier", of_classifier, convert_xgboost, options=options)
        update_registered_converter(xgboost.XGBRegressor, "XGBoostXGBRegressor", of_regressor, convert_xgboost)
