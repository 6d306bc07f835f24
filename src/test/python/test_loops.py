"""Loops that make many predictions on one thread, and the messages by which they learn of them."""

from __future__ import annotations

import asyncio
import json
import os
import threading
from typing import Any

import dspy
import pytest
from scripted import COMPLETION
from test_worker import opened

from dspybench.board import Message, messages
from dspybench.worker import Loop, Session, open_loop

ENVELOPE = "[200,[]]\n" + COMPLETION.decode().replace('"fine"', json.dumps("[[ ## answer ## ]]\nfine"))


def message(kind: str, number: int, text: str) -> str:
    return f"{kind} {number} {len(text)}\n{text}"


class Board:
    """Has predictions made of some inputs, and answers calls once so many wait."""

    def __init__(self, inputs: list[str], answer_at: int = 1, answer: str = ENVELOPE, kind: str = "A") -> None:
        self._coming = [message("P", number, text) for number, text in enumerate(inputs)]
        self._left = len(inputs)
        self._answer_at = answer_at
        self._answer = (kind, answer)
        self._asked: list[int] = []
        self._writer = -1
        self.bodies: list[str] = []
        self.replies: dict[int, dict[str, Any]] = {}
        self.threads: set[int] = set()
        self.cpu_nanos = 0

    def take(self) -> str:
        return self.drain()

    def drain(self) -> str:
        coming, self._coming = self._coming, []
        if not self._left:
            coming.append(message("E", 0, ""))
            self._left = -1
        return "".join(coming)

    def wakeBy(self, descriptor: int) -> None:  # noqa: N802
        self._writer = os.dup(descriptor)
        self._wake()

    def call(self, prediction: int, call: int, body: str) -> None:
        self.threads.add(threading.get_ident())
        self.bodies.append(body)
        self._asked.append(call)
        if len(self._asked) >= self._answer_at:
            self._coming += [message(self._answer[0], asked, self._answer[1]) for asked in self._asked]
            self._asked = []
            self._wake()

    def exchange(self, prediction: int, body: str) -> str:
        self.bodies.append(body)
        return ENVELOPE

    def reply(self, prediction: int, envelope: str) -> None:
        self.replies[prediction] = json.loads(envelope)
        self._left -= 1
        self._wake()

    def othersUsed(self, cpu_nanos: int) -> None:  # noqa: N802
        self.cpu_nanos = cpu_nanos

    def _wake(self) -> None:
        if self._writer >= 0:
            os.write(self._writer, b"0")


class Chunk:
    """Has predictions made by two threads; one of them is wanted no more."""

    def __init__(self, inputs: list[str], unwanted: int) -> None:
        self._inputs = inputs
        self._unwanted = unwanted
        self.replies: dict[int, dict[str, Any]] = {}
        self.threads_seen: set[int] = set()

    def threads(self) -> int:
        return 2

    def take(self) -> str:
        taken, self._inputs = self._inputs, []
        return "".join(message("P", number, text) for number, text in enumerate(taken)) or message("E", 0, "")

    def begin(self, prediction: int) -> bool:
        self.threads_seen.add(threading.get_ident())
        return prediction != self._unwanted

    def reply(self, prediction: int, envelope: str) -> None:
        self.replies[prediction] = json.loads(envelope)


def session_of(program: str) -> Session:
    session = opened(program)
    assert isinstance(session, Session)
    return session


def run(strategy: str, program: str, board: object) -> None:
    session = session_of(program)
    session.enter()
    try:
        loop = open_loop(session, strategy, board)
        assert isinstance(loop, Loop), loop
        assert loop.run() == ""
    finally:
        session.leave()


def questions(count: int) -> list[str]:
    return [json.dumps({"question": f"Why {i}?"}) for i in range(count)]


def test_messages_are_split_where_their_lengths_say() -> None:
    texts = ["", "a\nb", "A 1 2\nxy", "\U0001f600 漢字", "\x00"]

    assert list(messages("".join(message("A", i, text) for i, text in enumerate(texts)))) == [
        Message("A", i, text) for i, text in enumerate(texts)
    ]


@pytest.mark.parametrize("strategy", ["greenlets", "asyncio"])
def test_all_predictions_wait_for_their_calls_at_once_on_one_thread(strategy: str) -> None:
    board = Board(questions(20), answer_at=20)

    run(strategy, "question -> answer", board)

    assert board.replies == {number: {"fields": {"answer": "fine"}} for number in range(20)}
    assert len(board.bodies) == 20
    assert board.threads == {threading.get_ident()}


@pytest.mark.parametrize("strategy", ["greenlets", "asyncio"])
def test_context_variables_are_each_predictions_own(strategy: str) -> None:
    board = Board(questions(10), answer_at=5)

    run(strategy, "ways:Secretive", board)

    assert board.replies == {i: {"fields": {"dspys": f"Why {i}?", "mine": f"Why {i}?"}} for i in range(10)}


@pytest.mark.parametrize("strategy", ["greenlets", "asyncio"])
def test_a_call_that_cannot_be_made_fails_its_prediction(strategy: str) -> None:
    board = Board(questions(2), answer="the key is unusable", kind="F")

    run(strategy, "question -> answer", board)

    assert all("the key is unusable" in reply["failure"]["message"] for reply in board.replies.values())


def test_a_program_that_exits_ends_its_greenlet_only() -> None:
    board = Board(questions(3))

    run("greenlets", "example:Exiting", board)

    assert [reply["failure"]["type"] for reply in board.replies.values()] == ["builtins.SystemExit"] * 3


def test_asyncio_tells_the_cpu_time_of_the_threads_that_dspy_uses() -> None:
    board = Board(questions(20), answer_at=1)

    run("asyncio", "question -> answer", board)

    assert board.cpu_nanos > 0


def test_asyncio_makes_calls_without_await_for_their_prediction() -> None:
    board = Board(questions(2))

    run("asyncio", "ways:Gathering", board)

    assert len(board.bodies) == 6
    assert all(reply["fields"]["answer"] == "fine | fine | fine" for reply in board.replies.values())


def test_asyncio_refuses_a_program_without_aforward() -> None:
    refused = open_loop(session_of("example:TwoSteps"), "asyncio", Board([]))

    assert isinstance(refused, str)
    failure = json.loads(refused)["failure"]
    assert failure["kind"] == "CONFIGURATION"
    assert "workers or greenlets" in failure["message"]


def test_an_event_loop_leaves_no_thread() -> None:
    before = threading.active_count()

    run("asyncio", "question -> answer", Board(questions(5)))

    assert threading.active_count() == before
    with pytest.raises(RuntimeError):
        asyncio.get_running_loop()


def test_dspy_parallel_makes_what_is_wanted_on_threads_with_the_sessions_settings() -> None:
    chunk = Chunk(questions(6), unwanted=3)

    run("dspy-parallel", "example:Shouting", chunk)

    assert chunk.replies == {i: {"fields": {"answer": f"WHY {i}?"}} for i in range(6) if i != 3}
    assert threading.get_ident() not in chunk.threads_seen


def test_a_loop_that_breaks_says_so() -> None:
    class Broken(Board):
        def take(self) -> str:
            raise OSError("no more messages")

    session = session_of("question -> answer")
    loop = open_loop(session, "greenlets", Broken([]))
    assert isinstance(loop, Loop)

    assert json.loads(loop.run())["failure"]["message"] == "no more messages"
    assert dspy.settings.lm is None
