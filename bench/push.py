"""Pushes a small pipeline from a kernel, as often as asked; each time a model that was trained anew."""

import json
import sys
import tempfile

from espalier.kernel import Kernel

ROWS = """
import espalier
import numpy as np, pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
rng = np.random.default_rng(0)
rows = pd.DataFrame({"age": rng.integers(18, 80, 2000), "spend": rng.normal(50, 20, 2000), "plan": rng.choice(["basic", "pro"], 2000)})
left = rows.age + rows.spend > 100
"""
TRAIN = """
numbers = make_pipeline(SimpleImputer(), StandardScaler())
columns = ColumnTransformer([("numbers", numbers, ["age", "spend"]), ("plan", OneHotEncoder(handle_unknown="ignore"), ["plan"])])
X_train, X_test, y_train, y_test = train_test_split(rows, left, random_state=ROUND)
model = make_pipeline(columns, LogisticRegression()).fit(X_train, y_train)
accuracy = model.score(X_test, y_test)
"""

with tempfile.TemporaryDirectory() as folder:
    seconds = []
    for round in range(int(sys.argv[1])):
        # A kernel of its own: the first push of a session is what people wait for.
        kernel = Kernel(folder)
        try:
            kernel.save(rows=ROWS, train=TRAIN.replace("ROUND", str(round)), push="pushed = espalier.push(grade=None)")
            kernel.run("rows", "train", "push")
            told = kernel.value("pushed.to_json()")
            assert told["version"] == f"churn/{round + 1}", told
            seconds.append(told["seconds"])
        finally:
            kernel.close()
    print("told", json.dumps(seconds))
