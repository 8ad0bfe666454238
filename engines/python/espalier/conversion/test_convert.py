import numpy as np
import pandas as pd
import pytest
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import (
    GradientBoostingClassifier,
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    RandomForestClassifier,
    RandomForestRegressor,
    VotingClassifier,
    VotingRegressor,
)
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, Ridge, RidgeClassifier
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.semi_supervised import SelfTrainingClassifier
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, OrdinalEncoder, StandardScaler

from espalier.conversion import convert, neural, rows
from espalier.conversion.unconvertible import Unconvertible

COUNT = 400


@pytest.fixture(scope="module")
def frame():
    rng = np.random.default_rng(0)
    made = pd.DataFrame(
        {
            "age": rng.integers(18, 80, COUNT),
            "fare paid": rng.normal(30, 9, COUNT),
            "city": rng.choice(["Oslo", "Rome", None], COUNT),
            "class": rng.integers(1, 4, COUNT),
            "member": rng.random(COUNT) < 0.5,
            "size": rng.choice(["s", "m", "l"], COUNT),
        }
    )
    made.loc[rng.random(COUNT) < 0.1, "fare paid"] = np.nan
    return made


def columns():
    city = make_pipeline(SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore"))
    size = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1, encoded_missing_value=-2)
    return ColumnTransformer(
        [
            ("numbers", make_pipeline(SimpleImputer(), StandardScaler()), ["age", "fare paid"]),
            ("city", city, ["city"]),
            ("class", OneHotEncoder(drop="first"), ["class"]),
            ("size", size, ["size"]),
        ],
        remainder="passthrough",
    )


def boosted(kind):
    module = pytest.importorskip(kind)
    return module.LGBMClassifier(n_estimators=10, verbosity=-1) if kind == "lightgbm" else module.XGBClassifier(n_estimators=10)


def voters():
    return [("line", LogisticRegression(max_iter=500)), ("trees", HistGradientBoostingClassifier(max_iter=10))]


@pytest.mark.parametrize(
    "make",
    [
        lambda: LogisticRegression(max_iter=500),
        lambda: RandomForestClassifier(10, random_state=0),
        lambda: GradientBoostingClassifier(n_estimators=10),
        lambda: HistGradientBoostingClassifier(max_iter=10),
        lambda: boosted("lightgbm"),
        lambda: boosted("xgboost"),
        lambda: CalibratedClassifierCV(LogisticRegression(max_iter=500)),
        lambda: VotingClassifier(voters(), voting="soft", weights=[2, 1]),
    ],
)
def test_a_pipeline_over_a_frame_answers_the_same_as_onnx(frame, make):
    kind = (frame["age"] + frame["fare paid"].fillna(0)) // 30
    for labels in (kind > 2, kind.clip(1, 3) - 1):
        model = make_pipeline(columns(), make()).fit(frame, labels.astype(int))
        made = convert.convert(model, rows.of(frame))
        assert made.parity["maxDifference"] < 1e-5
        assert made.task == "classification" and made.classes == [str(one) for one in sorted(set(labels.astype(int)))]


@pytest.mark.parametrize(
    "model",
    [
        Ridge(),
        RandomForestRegressor(5),
        HistGradientBoostingRegressor(max_iter=10),
        make_pipeline(MinMaxScaler(clip=True), Ridge()),
        VotingRegressor([("line", Ridge()), ("forest", RandomForestRegressor(5))]),
    ],
)
def test_numbers_are_predicted_the_same_from_frames_and_from_arrays(frame, model):
    part = frame[["age", "class"]]
    for given in (part, part.to_numpy()):
        model.fit(given, frame["age"] * 2.5)
        made = convert.convert(model, rows.of(given))
        assert made.parity["maxDifference"] < 1e-5
        assert [column.name for column in made.columns] == (["age", "class"] if given is part else ["x0", "x1"])


def test_the_best_of_a_search_is_converted(frame):
    search = GridSearchCV(make_pipeline(columns(), Ridge()), {"ridge__alpha": [0.1, 1]}).fit(frame, frame["age"])
    assert convert.convert(search, rows.of(frame)).parity["maxDifference"] < 1e-5


def test_what_has_no_onnx_form_says_so_and_what_to_do(frame):
    labels = frame["age"] > 40
    with pytest.raises(Unconvertible, match="RidgeClassifier tells no probabilities") as told:
        convert.convert(make_pipeline(columns(), RidgeClassifier()).fit(frame, labels), rows.of(frame))
    assert "CalibratedClassifierCV" in told.value.hint
    with pytest.raises(Unconvertible, match="VotingClassifier tells no probabilities") as told:
        convert.convert(make_pipeline(columns(), VotingClassifier(voters())).fit(frame, labels), rows.of(frame))
    assert "voting='soft'" in told.value.hint
    with pytest.raises(Unconvertible, match="^no converter for SelfTrainingClassifier$"):
        part = frame[["age", "class"]]
        convert.convert(SelfTrainingClassifier(LogisticRegression()).fit(part, labels.astype(int)), rows.of(part))


def test_what_an_exporter_lacks_is_named_also_where_its_library_hides_it():
    def hidden():
        try:
            import tf2onnx_that_is_nowhere  # noqa: F401
        except ImportError:
            raise ImportError("This requires the tf2onnx module.")

    with pytest.raises(ImportError) as raised:
        hidden()
    assert neural.lacks(raised.value, "Keras").hint == "pip install tf2onnx_that_is_nowhere"
    assert "This requires" in neural.lacks(ImportError("This requires a module."), "Keras").reason


def test_a_date_is_no_column_that_a_caller_can_send():
    with pytest.raises(Exception, match="a column that no caller can send: day"):
        rows.of(pd.DataFrame({"day": pd.to_datetime(["2020-01-01"])}))
