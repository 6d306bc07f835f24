"""Java's side of a loop that makes many predictions on one thread, as the loop sees it.

Messages come many in one string, one after another: a letter, a number, the length of a text, a line feed, and the
text. ``org.dspybench.python.Message`` writes them::

    P 7 21⏎{"question":"Why 7?"}    prediction 7 is to begin, with these inputs
    A 9 1201⏎[200,[["content-…      call 9 was answered: its envelope
    F 9 15⏎an unusable key          call 9 could not be made
    E 0 0⏎                          nothing more comes
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple, Protocol

PREDICTION: Final = "P"
ANSWER: Final = "A"
FAILURE: Final = "F"
END: Final = "E"


class Switchboard(Protocol):
    """What a loop needs of ``org.dspybench.python.Switchboard``."""

    def take(self) -> str:
        """Waits for messages and returns them; the interpreter lock is released meanwhile."""

    def drain(self) -> str:
        """Returns the messages that there are."""

    def wakeBy(self, descriptor: int) -> None:  # noqa: N802 -- Java's name
        """Has a byte written to a pipe from now on whenever there is something to drain."""

    def call(self, prediction: int, call: int, body: str) -> None:
        """Makes a call, whose answer will be a message with its number."""

    def exchange(self, prediction: int, body: str) -> str:
        """Makes a call for a prediction and waits for the envelope."""

    def reply(self, prediction: int, envelope: str) -> None:
        """Ends a prediction."""

    def othersUsed(self, cpu_nanos: int) -> None:  # noqa: N802 -- Java's name
        """Tells the CPU time that other threads than the loop's have used."""


class Message(NamedTuple):
    """One message."""

    kind: str
    number: int
    text: str


class CallFailed(Exception):  # noqa: N818 -- what it says is the error's name in Java
    """A call could not be made."""


def messages(text: str) -> Iterator[Message]:
    """Splits what came from Java."""
    at = 0
    while at < len(text):
        head = text.index("\n", at)
        kind, number, length = text[at:head].split(" ")
        at = head + 1 + int(length)
        yield Message(kind, int(number), text[head + 1 : at])
