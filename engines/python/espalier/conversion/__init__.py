"""From a model that a notebook trained to one ONNX graph over the columns that a caller sends, with the proof that both
answer the same."""
