"""The peer that is asked one question at a time, over HTTP: FastAPI under uvicorn, one process.

It prints ``ready PORT`` and then answers ``POST /predict`` with ``{"question": "…"}`` by ``{"answer": "…"}``.
"""

from __future__ import annotations

import socket
from typing import TextIO

import dspy
import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel

from peers.protocol import end_with_input, say


class Question(BaseModel):
    """The body of a request."""

    question: str


class Reply(BaseModel):
    """The body of a response."""

    answer: str


def application(program: dspy.Predict) -> FastAPI:
    """Makes the application."""

    async def predict(question: Question) -> Reply:
        prediction = await program.acall(question=question.question)
        return Reply(answer=prediction.answer)

    app = FastAPI()
    app.add_api_route("/predict", predict, methods=["POST"])
    return app


def serve(program: dspy.Predict, output: TextIO) -> None:
    """Serves on a free port of the loopback interface until standard input ends.

    A log line for each request, which uvicorn writes unless told otherwise, is left out: in the peer's favour.
    """
    end_with_input(lambda line: None)
    server = uvicorn.Server(uvicorn.Config(application(program), log_level="warning", access_log=False))
    with socket.create_server(("127.0.0.1", 0), backlog=server.config.backlog) as listening:
        say(output, f"ready {listening.getsockname()[1]}")
        server.run(sockets=[listening])
