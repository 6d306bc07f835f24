"""Sockets that no peer can hold on to: every wait ends with the attempt that it belongs to."""

from __future__ import annotations

import contextlib
import errno
import os
import select
import socket
import ssl
from collections.abc import Callable
from typing import Any, TypeVar

from dspybench.attempts import Attempt, Attempts, Fault

_Result = TypeVar("_Result")


class AttemptSocket:
    """A connected socket whose operations wait in slices, bounded by the attempt of the thread that uses it.

    It has the methods of ``socket.socket`` that lm15 calls. Reading and writing raise a ``Fault``, and only that.
    """

    def __init__(self, connected: socket.socket, attempts: Attempts) -> None:
        self._socket = connected
        self._attempts = attempts
        self._user: Attempt | None = None

    @classmethod
    def connect(cls, host: str, port: int, attempts: Attempts) -> AttemptSocket:
        """Connects to the first address of a host that takes it.

        Looking a host's addresses up cannot be cut short; the resolver has limits of its own.

        Raises:
            Fault: None does, or the attempt's time is up.
        """
        try:
            addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise Fault("connection", f"cannot find {host}: {error.strerror}") from error
        problem = ""
        for family, kind, protocol, _, address in addresses:
            try:
                return cls(_connected(family, kind, protocol, address, attempts), attempts)
            except OSError as error:
                problem = error.strerror or str(error)
        raise Fault("connection", f"cannot connect to {host}:{port}: {problem}")

    def start_tls(self, context: ssl.SSLContext, host: str | None) -> None:
        """Makes the connection a TLS connection; closes it where that fails."""
        try:
            secured = context.wrap_socket(self._socket, server_hostname=host, do_handshake_on_connect=False)
            self._socket = secured
            self._in_slices(secured.do_handshake)
        except BaseException as error:
            self.close()
            if isinstance(error, OSError):
                raise _broken(error) from error
            raise

    @property
    def ssl_object(self) -> ssl.SSLSocket | None:
        """The TLS connection, if it is one."""
        return self._socket if isinstance(self._socket, ssl.SSLSocket) else None

    def recv(self, size: int) -> bytes:
        """Reads what has come, at least a byte; none once the peer has closed the connection."""
        data = self._in_slices(self._socket.recv, size)
        self._attempts.current.ended_by_peer = not data
        return data

    def sendall(self, data: bytes) -> None:
        """Writes everything."""
        unsent = memoryview(data)
        while unsent:
            unsent = unsent[self._in_slices(self._socket.send, unsent) :]

    def readable(self) -> bool:
        """Whether this is an idle connection with something to read, now, which is its end.

        So is one that another thread has just closed. One that is in use has not ended: a connection pool asks without
        a lock, and would close it where a thread began to use it, and its answer came, since the pool took it for idle.
        """
        descriptor = self._socket.fileno()
        if descriptor < 0:
            return True
        user = self._user
        is_idle = user is None or user.has_ended
        return is_idle and _ready(descriptor, select.POLLIN, 0) and self._user is user

    def settimeout(self, seconds: float | None) -> None:
        """Does nothing: the attempt has the time."""

    def close(self) -> None:
        """Closes the connection."""
        with contextlib.suppress(OSError):
            self._socket.close()

    def _in_slices(self, operation: Callable[..., _Result], *arguments: object) -> _Result:
        self._user = attempt = self._attempts.current
        while True:
            seconds = attempt.slice_seconds()
            try:
                # This, too, fails on a socket that a connection pool has just closed by another thread.
                self._socket.settimeout(seconds)
                return operation(*arguments)
            except TimeoutError:
                continue
            except OSError as error:
                raise _broken(error) from error


def _broken(error: OSError) -> Fault:
    return Fault("connection", f"the connection broke: {error.strerror or error}")


def _connected(family: int, kind: int, protocol: int, address: Any, attempts: Attempts) -> socket.socket:
    connecting = socket.socket(family, kind, protocol)
    try:
        connecting.setblocking(False)
        problem = connecting.connect_ex(address)
        if problem == errno.EINPROGRESS:
            while not _ready(connecting.fileno(), select.POLLOUT, attempts.current.slice_seconds()):
                pass
            problem = connecting.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if problem:
            raise OSError(problem, os.strerror(problem))
        connecting.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except BaseException:
        connecting.close()
        raise
    return connecting


def _ready(descriptor: int, event: int, seconds: float) -> bool:
    # Not select(), which takes no descriptor above 1023: a JVM has many.
    poll = select.poll()
    poll.register(descriptor, event)
    return bool(poll.poll(seconds * 1000))
