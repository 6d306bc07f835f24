"""How a peer is asked: a line of JSON for a batch on standard input, a line for its answers on standard output.

The first line out is ``ready``, once everything is imported. Then, for each batch::

    {"questions": ["…", "…"], "workers": 10}
    {"answers": [{"text": "…", "micros": 104312}, {"error": "LMTimeoutError: …", "micros": 60000123}]}

A peer ends when its standard input does, whatever it is doing: so it never outlives whoever started it.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from queue import SimpleQueue
from typing import Any, TextIO


@dataclass(frozen=True)
class Batch:
    """Questions, and how many of them may be under way at once."""

    questions: list[str]
    workers: int


@dataclass(frozen=True)
class Answer:
    """What became of a question."""

    micros: int
    """From asking the program to its answer."""
    text: str | None = None
    """The answer; none where there is an error."""
    error: str | None = None
    """Type and message of the exception."""


Program = Callable[..., Any]
Predict = Callable[[Batch], list[Answer]]


def ask(program: Program, question: str) -> Answer:
    """Asks the program one question."""
    start = time.perf_counter_ns()
    try:
        return Answer(text=program(question=question).answer, micros=_micros_since(start))
    except Exception as error:
        return Answer(error=_in_words(error), micros=_micros_since(start))


async def ask_async(program: Callable[..., Awaitable[Any]], question: str) -> Answer:
    """Asks the program one question, from an event loop."""
    start = time.perf_counter_ns()
    try:
        prediction = await program(question=question)
        return Answer(text=prediction.answer, micros=_micros_since(start))
    except Exception as error:
        return Answer(error=_in_words(error), micros=_micros_since(start))


def _micros_since(start: int) -> int:
    return (time.perf_counter_ns() - start) // 1000


def _in_words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def own_output() -> TextIO:
    """Keeps standard output for the protocol: what libraries print goes to standard error from here on."""
    output = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return output


def serve(predict: Predict, output: TextIO) -> None:
    """Says ``ready`` and answers batches on the calling thread; never returns.

    Args:
        predict: Answers a batch, in the order of its questions.
        output: Where the answers go.
    """
    lines: SimpleQueue[str] = SimpleQueue()
    end_with_input(lines.put)
    say(output, "ready")
    while True:
        answers = predict(Batch(**json.loads(lines.get())))
        say(output, json.dumps({"answers": [asdict(answer) for answer in answers]}))


def say(output: TextIO, line: str) -> None:
    """Writes a line, at once."""
    print(line, file=output, flush=True)


def end_with_input(take: Callable[[str], None]) -> None:
    """Reads standard input on a thread of its own, and ends this process where it ends.

    Args:
        take: Gets each line.
    """

    def read() -> None:
        for line in sys.stdin:
            take(line)
        os._exit(0)  # whatever else is under way: nobody waits for it any more

    threading.Thread(target=read, name="standard-input", daemon=True).start()
