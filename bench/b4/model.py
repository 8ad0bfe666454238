"""A model such as the platform trains: 200 boosted trees over eight numbers, one ONNX graph from raw columns."""

import sys

import lightgbm as lgb
import numpy as np
from onnxmltools.convert import convert_lightgbm
from onnxmltools.convert.common.data_types import FloatTensorType

rng = np.random.default_rng(1)
rows = rng.normal(size=(5000, 8))
answer = (rows[:, 0] * rows[:, 1] + rows[:, 2] > 0.3).astype(int) + (rows[:, 3] > 1)
model = lgb.LGBMClassifier(n_estimators=int(sys.argv[2]), verbose=-1).fit(rows, answer)
graph = convert_lightgbm(model, initial_types=[("matrix", FloatTensorType([None, 8]))], zipmap=False, target_opset=15)

from onnx import TensorProto, helper, save

inner = graph.graph
names = [f"x{place}" for place in range(8)]
inputs = [helper.make_tensor_value_info(name, TensorProto.DOUBLE, [None, 1]) for name in names]
nodes = [helper.make_node("Concat", names, ["wide"], axis=1), helper.make_node("Cast", ["wide"], ["matrix"], to=TensorProto.FLOAT)]
outputs = [output.name for output in inner.output]
classes = helper.make_node("Cast", [outputs[0]], ["answer"], to=TensorProto.STRING)
del inner.input[:]
inner.input.extend(inputs)
for node in reversed(nodes):
    inner.node.insert(0, node)
inner.node.append(classes)
del inner.output[0]
inner.output.insert(0, helper.make_tensor_value_info("answer", TensorProto.STRING, [None]))
save(graph, sys.argv[1])
print(outputs[1])
