"""The loop around DSPy's own transports: Java decides, before and after every attempt, Python sends.

A call of the model is one or more attempts, and an attempt is one POST. Java (``org.dspybench.lm.LmCall``) grants
an attempt and its time, judges what came of it, waits where it wants another, and says when the result is final. So
permits, retries, deadlines and cancellation are the same for every transport, and the library above sees one answer.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeVar

_MOST_BYTES = 16 * 1024 * 1024
"""The longest body that is read; ``org.dspybench.lm`` has the same limit."""

_SLICE_SECONDS = 0.25
"""How long a thread waits before it asks whether the attempt was cancelled."""

FaultKind = Literal["timeout", "connection", "oversized", "garbled", "refused"]


class LmCall(Protocol):
    """What the loop needs of ``org.dspybench.lm.LmCall``; one thread uses it."""

    def begin(self) -> float:
        """Waits for a permit and returns the seconds that the attempt may take; 0.0 refuses it."""

    def remaining(self) -> float:
        """Returns the seconds that are left of the attempt; none once it was cancelled."""

    def answered(
        self, status: int, body: str, retry_after_ms: str | None, retry_after: str | None, should_retry: str | None
    ) -> bool:
        """Ends the attempt with an answer and returns whether to make another, now."""

    def broke(self, kind: str) -> bool:
        """Ends the attempt without an answer and returns whether to make another, now."""

    def abandoned(self) -> None:
        """Ends the attempt by a fault of this side; nothing if none is open."""

    def refusal(self) -> str:
        """Returns why ``begin`` granted no attempt."""


class LmCalls(Protocol):
    """What the loop needs of ``org.dspybench.lm.LmCalls``; all threads share it."""

    def open(self, body: str) -> LmCall:
        """Opens a call whose request has that body."""


class Fault(Exception):  # noqa: N818 -- the library's own error is raised from it
    """What ended an attempt without an answer, or forbade it.

    No ``OSError``: the libraries take those for their own, reword them, and one of them sends again.
    """

    def __init__(self, kind: FaultKind, message: str) -> None:
        super().__init__(message)
        self.kind: FaultKind = kind


Response = TypeVar("Response")


@dataclass(frozen=True)
class Answer(Generic[Response]):
    """An answer that came whole: what Java judges, and what the library is handed if it is final."""

    status: int
    headers: Mapping[str, str]
    """By lower-case name."""
    body: bytes
    response: Response


class Attempt:
    """The time that one attempt has; used by the thread that makes it."""

    def __init__(self, call: LmCall, seconds: float) -> None:
        self._call = call
        self._started = time.monotonic()
        self._ask_at = self._started + min(seconds, _SLICE_SECONDS)
        self.ended_by_peer = False
        """Whether the peer closed the connection."""
        self.has_ended = False
        """Whether its connection is done with; other threads look at this."""

    def slice_seconds(self) -> float:
        """Returns how long the next blocking operation may take, always more than 0.

        Java is asked once in a slice, not once in an operation: asking releases the interpreter lock, and a thread
        that gives it up may wait for it.

        Raises:
            Fault: The time is up, or the attempt was cancelled.
        """
        now = time.monotonic()
        if now >= self._ask_at:
            left = self._call.remaining()
            if left <= 0:
                raise Fault("timeout", f"no complete answer after {now - self._started:.3g} s")
            self._ask_at = now + min(left, _SLICE_SECONDS)
        return self._ask_at - now


class Attempts:
    """Makes the attempts that Java grants. Shared by all threads, also by those that a program starts."""

    def __init__(self, calls: LmCalls) -> None:
        self._calls = calls
        self._thread = threading.local()

    @property
    def current(self) -> Attempt:
        """The attempt that the calling thread makes; there is one whenever a socket is connected, read or written."""
        attempt: Attempt = self._thread.attempt
        return attempt

    def fault(self, message: str) -> Fault:
        """Returns what a library's complaint about the bytes amounts to."""
        return Fault("connection" if self.current.ended_by_peer else "garbled", message)

    def make(self, body: bytes, send: Callable[[], Answer[Response]]) -> Answer[Response]:
        """Makes one call of the model.

        Args:
            body: The request's.
            send: Posts the request once. It raises a ``Fault`` where no answer came.

        Returns:
            The final answer, whatever its status.

        Raises:
            Fault: No attempt was granted, or the last one brought no answer.
        """
        call = self._calls.open(body.decode("utf-8", "replace"))
        try:
            return self._make(call, send)
        except Fault:
            raise
        except BaseException:
            call.abandoned()
            raise
        finally:
            self._thread.attempt = None

    def _make(self, call: LmCall, send: Callable[[], Answer[Response]]) -> Answer[Response]:
        while True:
            self._begin(call)
            try:
                answer = self._sent(send)
            except Fault as fault:
                if not call.broke(fault.kind):
                    raise
            else:
                if not _answered(call, answer):
                    return answer

    def _sent(self, send: Callable[[], Answer[Response]]) -> Answer[Response]:
        try:
            return send()
        finally:
            self.current.has_ended = True

    def _begin(self, call: LmCall) -> None:
        seconds = call.begin()
        if seconds <= 0:
            raise Fault("refused", call.refusal())
        self._thread.attempt = Attempt(call, seconds)


def _answered(call: LmCall, answer: Answer[Response]) -> bool:
    header = answer.headers.get
    return call.answered(
        answer.status,
        answer.body.decode("utf-8", "replace"),
        header("retry-after-ms"),
        header("retry-after"),
        header("x-should-retry"),
    )


def whole_body(chunks: Iterable[bytes]) -> bytes:
    """Joins a body.

    Raises:
        Fault: It is longer than 16 MiB; the rest is not read.
    """
    parts = []
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > _MOST_BYTES:
            raise Fault("oversized", f"the body is longer than {_MOST_BYTES >> 20} MiB")
        parts.append(chunk)
    return b"".join(parts)
