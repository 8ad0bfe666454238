"""A picture in front of a model of pixel columns: one graph from bytes to answers, proved on the model's own rows."""

import base64
import json
import struct
import zlib
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper

from espalier import events, graphs, merging, parity, running, training
from espalier.faults import Fault

IMAGE = "image"


def front(job):
    """Gives the output `model`. Params: `columns`, `height`, `width`, `levels`, `ink`."""
    given, params = job.inputs["model"], job.params
    size = params["height"], params["width"]
    places = pixel_places(params["columns"], *size)
    names = [column["name"] for column in given["signature"]["inputs"]]
    for name in names:
        if name not in places:
            raise Fault("BAD_DATA", f"not a pixel: {name}", column=name, hint="say how the columns of the pixels are called")
    model = graphs.load(Path(given["path"]))
    merged = merged_with_picture(model, {name: places[name] for name in names}, size, params)
    proof, details = proved(given, model, merged, places, size, params)
    graphs.save(merged, job.path("model.onnx"))
    wanted = {"layout": "columns", "element": "double", "scale": params["levels"]}
    picture = {"height": size[0], "width": size[1], "channels": 1, "wanted": wanted}
    return {
        "type": "model",
        "file": "model.onnx",
        "signature": {**given["signature"], "inputs": [{"name": IMAGE, "type": "image", "missing": 0, "picture": picture}]},
        "metrics": given["metrics"],
        "parity": proof,
        "details": job.write_json("details.json", details),
    }


def pixel_places(pattern, height, width):
    return {
        pattern.replace("{row}", str(row)).replace("{column}", str(column)): row * width + column
        for row in range(height)
        for column in range(width)
    }


def merged_with_picture(model, places, size, params):
    """The same graph with the picture's pixels where its columns were."""
    taken = {value.name for value in model.graph.input} | {value.name for value in model.graph.output}
    if IMAGE in taken:
        raise Fault("BAD_DATA", f"the model has a column of this name already: {IMAGE}", column=IMAGE)
    nodes = graphs.Nodes(merging.unlike("picture", taken))
    levels = nodes.constant(np.float64(params["levels"]))
    shares = nodes.node("Div", nodes.node("Cast", IMAGE, to=TensorProto.DOUBLE), nodes.constant(np.float64(255)))
    values = nodes.node("Round", nodes.node("Mul", shares, levels))
    if params["ink"] == "dark":
        values = nodes.node("Sub", levels, values)
    flat = nodes.node("Reshape", values, nodes.constant(np.array([-1, size[0] * size[1]])))
    for name, place in places.items():
        nodes.nodes.append(helper.make_node("Gather", [flat, nodes.constant(np.array([place]))], [name], axis=1))
    image = helper.make_tensor_value_info(IMAGE, TensorProto.UINT8, [None, *size, 1])
    graph = helper.make_graph(
        [*nodes.nodes, *model.graph.node],
        "espalier",
        [image],
        model.graph.output,
        [*nodes.constants, *model.graph.initializer],
    )
    merged = graphs.model(graph)
    onnx.checker.check_model(merged)
    return merged


def proved(given, model, merged, places, size, params):
    """`(parity, details)`: the model's own rows as pictures, answered as the rows were."""
    details = json.loads(Path(given["details"]).read_text("utf-8"))
    rows = [*details["examples"], *details["background"]]
    names = [column["name"] for column in given["signature"]["inputs"]]
    if not rows:
        raise Fault("BAD_DATA", "the model keeps no rows to prove it on", hint="train it again")
    pixels = np.zeros((len(rows), size[0] * size[1]))
    for name in names:
        pixels[:, places[name]] = [row[name] for row in rows]
    levels = params["levels"]
    if not (np.equal(pixels, np.round(pixels)).all() and pixels.min() >= 0 and pixels.max() <= levels):
        raise Fault("BAD_DATA", f"not whole numbers from 0 to {levels}", hint="say how many levels the pixels have")
    shades = np.round((levels - pixels if params["ink"] == "dark" else pixels) / levels * 255).astype(np.uint8)
    outputs = given["signature"]["outputs"]
    output = outputs[training.scored(outputs)]
    expected = running.ask(model, output, {name: pixels[:, places[name]] for name in names})
    run = running.session(merged)
    answers = np.concatenate([run.run([output], {IMAGE: shade.reshape(1, *size, 1)})[0] for shade in shades])
    worst = float(np.abs(answers - expected).max(initial=0.0))
    if not worst <= parity.TOLERANCE:
        raise Fault("BAD_DATA", f"a picture is answered differently than its row, by {worst:.3g}")
    events.log(f"{len(rows)} rows drawn as pictures are answered as before")
    as_rows = [{IMAGE: data_url(shade.reshape(size))} for shade in shades]
    count = len(details["examples"])
    known = given["parity"]
    proof = {**known, "maxDifference": known["maxDifference"] + worst}
    return proof, {**details, "examples": as_rows[:count], "background": as_rows[count:]}


def data_url(shades):
    """A grey picture as PNG. Format: W3C, Portable Network Graphics, third edition."""
    height, width = shades.shape
    lines = b"".join(b"\0" + line.tobytes() for line in shades)
    parts = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b"")]
    chunks = b"".join(struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts)
    return "data:image/png;base64," + base64.b64encode(b"\x89PNG\r\n\x1a\n" + chunks).decode()
