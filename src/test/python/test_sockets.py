"""Sockets whose operations are bounded by an attempt."""

from __future__ import annotations

import socket

from scripted import Calls

from dspybench.attempts import Attempts
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
