"""The strategy ``dspy-parallel``: ``dspy.Parallel`` over what waits, chunk after chunk."""

from __future__ import annotations

import sys
from typing import Protocol

import dspy

from dspybench.board import END, messages
from dspybench.worker import Session


class ParallelBoard(Protocol):
    """What the loop needs of ``org.dspybench.python.ParallelBoard``."""

    def threads(self) -> int:
        """Returns how many threads to use."""

    def take(self) -> str:
        """Waits for predictions and returns all that wait."""

    def begin(self, prediction: int) -> bool:
        """Begins a prediction on the calling thread; false if nobody wants it any more."""

    def reply(self, prediction: int, envelope: str) -> None:
        """Ends a prediction, on the thread that began it."""


class Chunks:
    """Runs predictions until the board says that it is over."""

    def __init__(self, session: Session, board: ParallelBoard) -> None:
        """Binds the loop to a program and to where its predictions come from."""
        self._session = session
        self._board = board

    def run(self) -> None:
        """Makes predictions, and returns when there will be no more."""
        ended = False
        while not ended:
            chunk = list(messages(self._board.take()))
            ended = any(message.kind == END for message in chunk)
            pairs = [(self._predict, (message.number, message.text)) for message in chunk if message.kind != END]
            # Without a time limit, after which it would make a prediction a second time.
            parallel = dspy.Parallel(
                num_threads=self._board.threads(), timeout=0, max_errors=sys.maxsize, disable_progress_bar=True
            )
            parallel(pairs)

    def _predict(self, number: int, inputs: str) -> None:
        if self._board.begin(number):
            self._board.reply(number, self._session.predict(inputs))
