interface Saved {
  model: string
  number: number
}

const log = ({ model }: Saved) => `
with mlflow.start_run():
    mlflow.onnx.log_model(onnx_model, name="model", registered_model_name=${JSON.stringify(model)},
                          signature=mlflow.models.infer_signature(X))`

const load = (flavor: string, { model, number }: Saved) =>
  `X = ...  # a pandas table of the columns that it was trained on, without the target
model = mlflow.${flavor}.load_model("models:/${model}/${number}")`

type Recipe = (saved: Saved) => string

/** How a model of each of MLflow's flavors becomes ONNX. */
const recipes: Record<string, Recipe> = {
  sklearn: (saved) => `import mlflow, mlflow.onnx, mlflow.sklearn
from skl2onnx import to_onnx  # pip install skl2onnx

${load('sklearn', saved)}
onnx_model = to_onnx(model, X[:1], options={"zipmap": False})
${log(saved)}`,
  lightgbm: (saved) => `import mlflow, mlflow.lightgbm, mlflow.onnx
from onnxmltools import convert_lightgbm  # pip install onnxmltools
from onnxmltools.convert.common.data_types import FloatTensorType

${load('lightgbm', saved)}
onnx_model = convert_lightgbm(model, initial_types=[("x", FloatTensorType([None, X.shape[1]]))], zipmap=False)
${log(saved)}`,
  xgboost: (saved) => `import mlflow, mlflow.onnx, mlflow.xgboost
from onnxmltools import convert_xgboost  # pip install onnxmltools
from onnxmltools.convert.common.data_types import FloatTensorType

${load('xgboost', saved)}
getattr(model, "get_booster", lambda: model)().feature_names = None  # the converter does not take names
onnx_model = convert_xgboost(model, initial_types=[("x", FloatTensorType([None, X.shape[1]]))])
${log(saved)}`,
  pytorch: (saved) => `import mlflow, mlflow.onnx, mlflow.pytorch, onnx, torch

${load('pytorch', saved)}
torch.onnx.export(model.eval(), (torch.zeros(2, X.shape[1]),), "model.onnx", dynamic_shapes=({0: torch.export.Dim("rows")},))
onnx_model = onnx.load("model.onnx")
${log(saved)}`,
  keras: (saved) => `import mlflow, mlflow.keras, mlflow.onnx, onnx  # pip install tf2onnx

${load('keras', saved)}
model.export("model.onnx", format="onnx")
onnx_model = onnx.load("model.onnx")
${log(saved)}`,
}

/** Code that turns a version's files into ONNX, where it was trained, and logs it again under the same name. */
export function conversion(saved: Saved, flavors: readonly string[]): string {
  const known = flavors.find((flavor) => flavor in recipes)
  const recipe = recipes[known ?? (flavors.includes('tensorflow') ? 'keras' : 'sklearn')] as Recipe
  return recipe(saved)
}
