"""A Gradio app that says at which port it listens: three calls, one of them slow and one that fails."""

import socket
import sys
import time

import gradio as gr


def greet(name, times):
    if name == "nobody":
        raise gr.Error("nobody is not greeted")
    return f"hello {name}" * int(times), len(name)


def slow(name):
    time.sleep(30)
    return name


def kind(mass):
    return {"heavy": 0.9, "light": 0.1} if mass > 100 else {"heavy": 0.2, "light": 0.8}


with gr.Blocks() as app:
    name, times, mass = gr.Textbox(label="name"), gr.Number(1, label="times"), gr.Number(label="mass")
    text, length, label = gr.Textbox(), gr.Number(), gr.Label()
    gr.Button().click(greet, [name, times], [text, length], api_name="greet")
    gr.Button().click(slow, [name], [text], api_name="slow")
    gr.Button().click(kind, [mass], [label], api_name="kind")

with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
app.queue().launch(server_name="127.0.0.1", server_port=port, prevent_thread_lock=True, quiet=True)
print(f"listens at {port}", flush=True)
sys.stdin.read()
