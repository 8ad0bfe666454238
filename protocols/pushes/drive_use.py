"""Uses what the platform has, as a script does."""

import json

import espalier

row = {"age": 44, "spend": 61.5, "plan": "pro"}
table = espalier.load_table("people.csv")
model = espalier.load_model("churn")
here = model.predict([row])[0]
there = espalier.predict("churn", [row])[0]["prediction"]
model.predict([{**row, "age": 300}])


def said(call):
    try:
        call()
    except espalier.Fault as fault:
        return fault.data["message"]


told = {
    "table": json.loads(table.to_json(orient="records")),
    "same": str(here) == str(there),
    "warnings": model.warnings,
    "refused": [
        said(lambda: model.predict([{**row, "age": "old"}])),
        said(lambda: model.predict([{"age": 1, "plan": "pro"}])),
        said(lambda: espalier.load_model("churn@champion")),
    ],
    "absent": said(lambda: espalier.load_table("nowhere.csv")),
}
print("told", json.dumps(told))
