"""The strategy ``greenlets``: many predictions on one thread, each in a greenlet that gives way while it waits.

A program runs as it would on a thread of its own, on DSPy's synchronous path. Where the engine asks for an LM call, the
greenlet hands it to Java and switches to the hub, which goes on with whatever has come meanwhile.
"""

from __future__ import annotations

import contextvars

import dspy
from greenlet import getcurrent, greenlet

from dspybench.board import ANSWER, END, PREDICTION, CallFailed, Message, Switchboard, messages
from dspybench.worker import Session


class Hub:
    """Runs predictions until the board says that it is over; used by the thread that runs it."""

    def __init__(self, session: Session, board: Switchboard) -> None:
        """Binds the hub to a program and to where its predictions come from."""
        self._session = session
        self._board = board
        self._waiting: dict[int, _Prediction] = {}

    def run(self) -> None:
        """Makes predictions, and returns when there will be no more."""
        self._greenlet = getcurrent()
        with dspy.context(lm=self._session.lm_through(self)):
            while self._handle_all(self._board.take()):
                pass

    def exchange(self, body: str) -> str:
        """Makes a call: other predictions go on meanwhile.

        Threads that a program has started, and greenlets of its own, wait for the answer in Java.
        """
        caller = getcurrent()
        if not isinstance(caller, _Prediction):
            return self._session.client.exchange(body)
        self._waiting[caller.number] = caller
        self._board.call(caller.number, caller.number, body)
        answer: Message = self._greenlet.switch()
        if answer.kind != ANSWER:
            raise CallFailed(answer.text)
        return answer.text

    def _handle_all(self, text: str) -> bool:
        """Whether there will be more."""
        for message in messages(text):
            if message.kind == END:
                return False
            if message.kind == PREDICTION:
                _Prediction(self._predict, message.number).switch(message)
            else:
                self._waiting.pop(message.number).switch(message)
        return True

    def _predict(self, message: Message) -> None:
        self._board.reply(message.number, self._session.predict(message.text))


class _Prediction(greenlet):
    """One prediction, with context variables of its own."""

    def __init__(self, run: object, number: int) -> None:
        super().__init__(run)
        self.gr_context = contextvars.copy_context()
        self.number = number
