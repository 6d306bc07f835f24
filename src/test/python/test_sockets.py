"""Sockets whose operations are bounded by an attempt."""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest
from scripted import Calls

from dspybench.attempts import Answer, Attempts, Fault
from dspybench.sockets import AttemptSocket


def test_an_idle_connection_is_readable_when_it_has_ended() -> None:
    ours, theirs = socket.socketpair()
    connection = AttemptSocket(ours, Attempts(Calls()))

    assert not connection.readable()
    theirs.close()
    assert connection.readable()
    connection.close()


def test_a_connection_that_another_thread_has_closed_is_at_its_end() -> None:
    ours, theirs = socket.socketpair()
    connection = AttemptSocket(ours, Attempts(Calls()))

    connection.close()

    assert connection.readable()
    theirs.close()


def test_a_connection_in_use_has_not_ended_when_its_answer_comes() -> None:
    ours, theirs = socket.socketpair()
    attempts = Attempts(Calls())
    connection = AttemptSocket(ours, attempts)

    def send() -> Answer[bool]:
        connection.sendall(b"?")
        theirs.sendall(b"!")
        return Answer(200, {}, b"", connection.readable())

    assert not attempts.make(b"{}", send).response
    assert connection.readable()  # what is there when the attempt has ended is no part of an answer
    connection.close()
    theirs.close()


@pytest.mark.parametrize("use", [lambda c: c.sendall(b"x"), lambda c: c.recv(1)], ids=["written", "read"])
def test_a_connection_that_another_thread_closes_in_the_middle_is_a_fault_when_it_is(
    use: Callable[[AttemptSocket], object],
) -> None:
    ours, theirs = socket.socketpair()
    attempts = Attempts(Calls())
    connection = AttemptSocket(ours, attempts)

    def send() -> Answer[None]:
        connection.close()
        use(connection)
        raise AssertionError

    with pytest.raises(Fault, match="the connection broke: Bad file descriptor"):
        attempts.make(b"{}", send)
    theirs.close()
