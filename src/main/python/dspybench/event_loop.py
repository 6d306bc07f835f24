"""The strategy ``asyncio``: many predictions on one thread, each a task of an event loop.

Java wakes the loop by a byte in a pipe, one for however many answers and predictions have come until it looks.
"""

from __future__ import annotations

import asyncio
import contextvars
import itertools
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import dspy

from dspybench.board import ANSWER, END, PREDICTION, CallFailed, Message, Switchboard, messages
from dspybench.worker import Session

_prediction: contextvars.ContextVar[int] = contextvars.ContextVar("dspybench_prediction")


class EventLoop:
    """Runs predictions until the board says that it is over; used by the thread that runs it."""

    def __init__(self, session: Session, board: Switchboard) -> None:
        """Binds the loop to a program and to where its predictions come from.

        Raises:
            ProgramError: The program has no ``aforward``.
        """
        session.require_asynchronous()
        self._session = session
        self._board = board
        self._numbers = itertools.count()
        self._calls: dict[int, asyncio.Future[str]] = {}
        self._predictions: set[asyncio.Task[None]] = set()
        self._cpu_clocks: list[int] = []

    def run(self) -> None:
        """Makes predictions, and returns when there will be no more."""
        asyncio.run(self._run())

    def exchange(self, body: str) -> str:
        """Makes a call and waits: for what a program calls without ``await``, also on a thread of its own."""
        number = _prediction.get(None)
        return self._session.client.exchange(body) if number is None else self._board.exchange(number, body)

    async def aexchange(self, body: str) -> str:
        """Makes a call: other predictions go on meanwhile."""
        if asyncio.get_running_loop() is not self._loop:
            return await asyncio.to_thread(self.exchange, body)
        number = next(self._numbers)
        answer: asyncio.Future[str] = self._loop.create_future()
        self._calls[number] = answer
        self._board.call(_prediction.get(), number, body)
        return await answer

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._over = self._loop.create_future()
        self._loop.set_default_executor(self._executor())
        reader, writer = os.pipe()
        try:
            self._board.wakeBy(writer)
            os.close(writer)
            with dspy.context(lm=self._session.lm_through(self, asynchronous=self)):
                self._loop.add_reader(reader, self._woken, reader)
                await self._over
        finally:
            self._loop.remove_reader(reader)
            os.close(reader)

    def _executor(self) -> ThreadPoolExecutor:
        """The one that asyncio would make for DSPy's ``to_thread``, whose threads tell their CPU clocks."""
        return ThreadPoolExecutor(
            thread_name_prefix="asyncio",
            initializer=lambda: self._cpu_clocks.append(time.pthread_getcpuclockid(threading.get_ident())),
        )

    def _woken(self, reader: int) -> None:
        try:
            os.read(reader, 1)
            while text := self._board.drain():
                for message in messages(text):
                    self._handle(message)
            self._board.othersUsed(sum(map(time.clock_gettime_ns, self._cpu_clocks)))
        except BaseException as error:
            if not self._over.done():
                self._over.set_exception(error)

    def _handle(self, message: Message) -> None:
        if message.kind == END:
            self._over.set_result(None)
        elif message.kind == PREDICTION:
            prediction = self._loop.create_task(self._predict(message))
            self._predictions.add(prediction)
            prediction.add_done_callback(self._predictions.discard)
        else:
            answer = self._calls.pop(message.number)
            if answer.done():  # The program did not wait for it.
                return
            if message.kind == ANSWER:
                answer.set_result(message.text)
            else:
                answer.set_exception(CallFailed(message.text))

    async def _predict(self, message: Message) -> None:
        _prediction.set(message.number)
        self._board.reply(message.number, await self._session.apredict(message.text))
