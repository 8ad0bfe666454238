"""Drives a notebook as a person does: trains in a real kernel, and pushes."""

import json
import tempfile

from espalier.kernel import Kernel

DATA = """
import espalier
import numpy as np, pandas as pd
from pathlib import Path
if not Path("customers.csv").exists():
    rng = np.random.default_rng(1)
    made = pd.DataFrame({"age": rng.integers(18, 80, 400), "spend": rng.normal(50, 20, 400), "plan": rng.choice(["basic", "pro", None], 400)})
    made["left"] = np.where(made.age + made.spend > 100, "yes", "no")
    made.to_csv("customers.csv", index=False)
rows = pd.read_csv("customers.csv")
"""
TRAIN = """
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder
X_train, X_test, y_train, y_test = train_test_split(rows[["age", "spend", "plan"]], rows["left"], random_state=0)
plan = make_pipeline(SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore"))
model = make_pipeline(ColumnTransformer([("plan", plan, ["plan"])], remainder="passthrough"), RandomForestClassifier(20, random_state=0))
model.fit(X_train, y_train)
accuracy = accuracy_score(y_test, model.predict(X_test))
print("accuracy", accuracy)
"""
PUSH = """
espalier.log(depth="none")
pushed = espalier.push(grade=None)
pushed
"""

with tempfile.TemporaryDirectory() as folder:
    kernel = Kernel(folder)
    try:
        kernel.save(data=DATA, scratch="secret = 3", uses="doubled = 2 * secret", train=TRAIN, push=PUSH)
        kernel.run("data", "scratch", "uses")
        kernel.save(data=DATA, uses="doubled = 2 * secret", train=TRAIN, push=PUSH)
        kernel.run("train")
        kernel.run("push")
        told = {"pushed": kernel.value("pushed.to_json()")}
        kernel.execute("loaded = espalier.load_model(pushed.version)")
        told["difference"] = kernel.value("float(abs(loaded.predict_proba(X_test) - model.predict_proba(X_test)).max())")
        told["grade"] = kernel.value("espalier.grade(pushed)")
        print("told", json.dumps(told))
    finally:
        kernel.close()
