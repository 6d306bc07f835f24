"""An endpoint that misbehaves as told, and a stand-in for Java's ``LmCalls`` that keeps what it was told."""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator

COMPLETION = json.dumps(
    {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "simulated",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": "fine"}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18},
    }
).encode()

Act = Callable[[socket.socket], bool]
"""Answers one request; says whether the connection stays open."""


def answer(status: int = 200, body: bytes = COMPLETION, **headers: str) -> Act:
    lines = [f"HTTP/1.1 {status} Whatever", "Content-Type: application/json", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]

    def act(connection: socket.socket) -> bool:
        connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        return True

    return act


def send_and(data: bytes, then: Act) -> Act:
    def act(connection: socket.socket) -> bool:
        connection.sendall(data)
        return then(connection)

    return act


def hang_up(connection: socket.socket) -> bool:
    return False


def reset(connection: socket.socket) -> bool:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return False


def stay_silent(connection: socket.socket) -> bool:
    return bool(connection.recv(1))  # until the client hangs up


def drip(connection: socket.socket) -> bool:
    with contextlib.suppress(OSError):
        while True:
            connection.sendall(b" ")
            time.sleep(0.02)
    return False


def pour(connection: socket.socket) -> bool:
    with contextlib.suppress(OSError):
        while True:
            connection.sendall(b" " * 65536)
    return False


class Endpoint:
    """Acts out a script, one act a request; the last one again and again."""

    def __init__(self, *script: Act, tls: ssl.SSLContext | None = None, reads_bodies: bool = True) -> None:
        self.script = list(script)
        self._tls = tls
        self._reads_bodies = reads_bodies
        self.requests: list[tuple[bytes, bytes]] = []
        """Head and body of each."""
        self.connections = 0
        self.open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.base = f"http{'s' if tls else ''}://127.0.0.1:{self._listener.getsockname()[1]}/v1"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def wait_until_closed(self) -> bool:
        """Whether the client has closed all its connections, or does so soon."""
        for _ in range(300):
            if not self.open:
                return True
            time.sleep(0.01)
        return False

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self.connections += 1
                self.open.add(connection)
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), self._secured(connection) as secured:
            while (request := _request(secured, self._reads_bodies)) is not None:
                with self._lock:
                    self.requests.append(request)
                    act = self.script.pop(0) if len(self.script) > 1 else self.script[0]
                if not act(secured):
                    break
        self.open.discard(connection)

    def _secured(self, connection: socket.socket) -> socket.socket:
        return connection if self._tls is None else self._tls.wrap_socket(connection, server_side=True)


def _request(connection: socket.socket, reads_body: bool) -> tuple[bytes, bytes] | None:
    data = b""
    while b"\r\n\r\n" not in data:
        if not (more := connection.recv(65536)):
            return None
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = (line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
    length = int(next(lengths, b"0"))
    while reads_body and len(body) < length:
        body += connection.recv(65536)
    return head, body


class Calls:
    """Grants attempts of some seconds; wants as many again as it is told; keeps what it hears."""

    def __init__(self, seconds: float = 5.0, retries: int = 0) -> None:
        self.seconds = seconds
        self.retries = retries
        self.heard: list[tuple[object, ...]] = []
        self.opened: list[Call] = []
        self.cancelled = threading.Event()

    def open(self, body: str) -> Call:
        call = Call(self, body)
        self.opened.append(call)
        return call

    @property
    def permits_out(self) -> int:
        return sum(call.attempt_open for call in self.opened)


class Call:
    def __init__(self, calls: Calls, body: str) -> None:
        self.body = body
        self.thread = threading.get_ident()
        self.attempt_open = False
        self.attempts = 0
        self._calls = calls
        self._end = 0.0

    def begin(self) -> float:
        assert not self.attempt_open
        if self._calls.cancelled.is_set():
            return 0.0
        self.attempt_open = True
        self.attempts += 1
        self._end = time.monotonic() + self._calls.seconds
        return self._calls.seconds

    def remaining(self) -> float:
        assert self.attempt_open
        return 0.0 if self._calls.cancelled.is_set() else self._end - time.monotonic()

    def answered(
        self, status: int, body: str, retry_after_ms: str | None, retry_after: str | None, should_retry: str | None
    ) -> bool:
        return self._ended("answered", status, body, retry_after_ms, retry_after, should_retry)

    def broke(self, kind: str) -> bool:
        return self._ended("broke", kind)

    def abandoned(self) -> None:
        self._calls.heard.append(("abandoned",))
        self.attempt_open = False

    def refusal(self) -> str:
        return "the batch was cancelled"

    def _ended(self, *what: object) -> bool:
        assert self.attempt_open
        assert self.thread == threading.get_ident()
        self.attempt_open = False
        self._calls.heard.append(what)
        return self.attempts <= self._calls.retries


@contextlib.contextmanager
def endpoint(*script: Act, tls: ssl.SSLContext | None = None, reads_bodies: bool = True) -> Iterator[Endpoint]:
    made = Endpoint(*script, tls=tls, reads_bodies=reads_bodies)
    try:
        yield made
    finally:
        made.close()
