"""The peers as processes: lines in, lines out, and an end with their input."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import scripted

from peers.batches import dspy_parallel, gather, loop
from peers.protocol import Batch, Predict, ask, ask_async

SOURCES = Path(__file__).resolve().parents[2] / "main/python"


class Echo:
    """A program that answers with its question, once some have come together, and counts how many it has at once."""

    def __init__(self, together: int = 1) -> None:
        self._together = together
        self._changed = threading.Condition()
        self._running = 0
        self.most = 0

    def __call__(self, *, question: str) -> Any:
        with self._changed:
            self._enter()
            self._changed.notify_all()
            assert self._changed.wait_for(lambda: self.most >= self._together, timeout=30)
            self._running -= 1
        return self._answer(question)

    async def acall(self, *, question: str) -> Any:
        self._enter()
        while self.most < self._together:
            await asyncio.sleep(0)
        self._running -= 1
        return self._answer(question)

    def _enter(self) -> None:
        self._running += 1
        self.most = max(self.most, self._running)

    def _answer(self, question: str) -> Any:
        if question == "bad":
            raise ValueError("no answer")
        return SimpleNamespace(answer=question)


@pytest.mark.parametrize(("make", "at_once"), [(loop, 1), (dspy_parallel, 3), (gather, 3)])
def test_a_batch_is_answered_in_order_by_no_more_than_its_workers(make: Callable[[Any], Predict], at_once: int) -> None:
    echo = Echo(together=at_once)
    questions = [f"q{i}" for i in range(20)]

    answers = make(echo)(Batch(questions, workers=3))

    assert [a.text for a in answers] == questions
    assert all(a.micros >= 0 for a in answers)
    assert echo.most == at_once


@pytest.mark.parametrize("make", [loop, dspy_parallel, gather])
def test_a_question_that_fails_fails_alone(make: Callable[[Any], Predict]) -> None:
    predict = make(Echo())

    for _ in range(2):  # a peer is asked again and again
        answers = predict(Batch(["a", *["bad"] * 30, "b"], workers=4))

        assert (answers[0].text, answers[-1].text) == ("a", "b")
        assert {a.error for a in answers[1:-1]} == {"ValueError: no answer"}


def test_an_answer_has_either_a_text_or_an_error() -> None:
    echo = Echo()

    assert ask(echo, "a").error is None
    assert ask(echo, "bad").text is None
    assert asyncio.run(ask_async(echo.acall, "a")).error is None
    assert asyncio.run(ask_async(echo.acall, "bad")).error == "ValueError: no answer"


COMPLETION = json.loads(scripted.COMPLETION)
COMPLETION["choices"][0]["message"]["content"] = "[[ ## answer ## ]]\nfine\n\n[[ ## completed ## ]]"


@pytest.fixture
def endpoint() -> Iterator[scripted.Endpoint]:
    endpoint = scripted.Endpoint(scripted.answer(body=json.dumps(COMPLETION).encode()))
    yield endpoint
    endpoint.close()


def started(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(SOURCES), *sys.path])},
    )


@pytest.mark.parametrize("peer", ["loop", "dspy-parallel", "gather"])
def test_a_peer_is_ready_and_answers_line_by_line_until_its_input_ends(peer: str, endpoint: scripted.Endpoint) -> None:
    with started("-m", "peers", peer, "lm15", endpoint.base) as process:
        assert process.stdin
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        for count in (1, 3):
            print(json.dumps({"questions": ["é"] * count, "workers": 2}), file=process.stdin, flush=True)
            answers = json.loads(process.stdout.readline())["answers"]
            assert [answer["text"] for answer in answers] == ["fine"] * count
        process.stdin.close()
        assert process.wait(30) == 0
    assert len(endpoint.requests) == 4


@pytest.mark.parametrize("peer", ["loop", "dspy-parallel", "gather"])
def test_a_peer_ends_with_its_input_in_the_middle_of_a_batch(peer: str, endpoint: scripted.Endpoint) -> None:
    endpoint.script = [scripted.stay_silent]
    with started("-m", "peers", peer, "lm15", endpoint.base) as process:
        assert process.stdin
        assert process.stdout
        process.stdout.readline()
        print(json.dumps({"questions": ["a", "b"], "workers": 2}), file=process.stdin, flush=True)
        while not endpoint.requests:
            assert process.poll() is None
        process.stdin.close()
        assert process.wait(30) == 0


@pytest.mark.parametrize("engine", ["lm15", "litellm"])
def test_a_call_that_is_lost_on_its_way_is_made_again(engine: str, endpoint: scripted.Endpoint) -> None:
    endpoint.script = [scripted.hang_up, *endpoint.script]
    with started("-m", "peers", "loop", engine, endpoint.base) as process:
        assert process.stdin
        assert process.stdout
        process.stdout.readline()
        print(json.dumps({"questions": ["a"], "workers": 1}), file=process.stdin, flush=True)
        assert json.loads(process.stdout.readline())["answers"][0]["text"] == "fine"
        process.stdin.close()
    assert len(endpoint.requests) == 2


def test_what_a_library_prints_is_no_line_of_the_protocol() -> None:
    program = """
import os
from peers import protocol
output = protocol.own_output()
print("noise", flush=True)
os.write(1, b"more noise")
protocol.say(output, "a line")
"""
    with started("-c", program) as process:
        out, err = process.communicate(timeout=30)
    assert out == "a line\n"
    assert "noise" in err
    assert "more noise" in err
