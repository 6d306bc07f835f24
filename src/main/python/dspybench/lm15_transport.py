"""The transport ``lm15``: DSPy's own engine and HTTP, with Java's say before and after each POST."""

from __future__ import annotations

import sys
from typing import Any

# Private parts of DSPy, of the releases that require_known_dspy lets pass: these modules; of LM its
# store of engines; of an engine its router's transport; of StdlibTransport the methods _open,
# _connect_tunnel and _tls_half.
from dspy._vendor.lm15 import transports
from dspy._vendor.lm15.transports import _sync

from dspybench.attempts import Answer, Attempts, Fault, LmCalls, whole_body
from dspybench.engine import require_completion, require_known_dspy
from dspybench.sockets import AttemptSocket
from dspybench.synchronous import SynchronousLM


class Lm15LM(SynchronousLM):
    """``dspy.LM(engine="lm15")`` over controlled attempts. Shared by all threads; copies share its connections.

    No custom engine: on the way to one DSPy leaves out the choice of an engine and the price of the answer, which it
    makes for every call, and which are two thirds of what a call by this transport costs.
    """

    def __init__(self, calls: LmCalls, model: str, **settings: Any) -> None:
        """Makes the LM.

        Args:
            calls: Grants and judges the attempts.
            model: The model's name, with its provider.
            settings: What ``dspy.LM`` takes besides.

        Raises:
            RuntimeError: This DSPy is not one that the transport was written for.
        """
        require_known_dspy("lm15")
        super().__init__(model, engine="lm15", **settings)
        self._engine_store = _Engines(_Transport(Attempts(calls)))

    def __deepcopy__(self, memo: dict[int, Any]) -> Lm15LM:
        """Copies as ``copy`` does. DSPy's way would forget the engines, and make others that nobody controls."""
        copied: Lm15LM = self.copy()
        return copied


class _Engines(dict[Any, Any]):
    """The engines of an LM, which DSPy makes when a call needs them; each gets the transport before it is used."""

    def __init__(self, transport: _Transport) -> None:
        super().__init__()
        self._transport = transport

    def __setitem__(self, key: Any, engine: Any) -> None:
        engine.router._transport = self._transport
        super().__setitem__(key, engine)


class _Transport(transports.StdlibTransport):
    """lm15's HTTP, one attempt for each request that it writes.

    lm15 would write a request again, unasked, where a connection that it kept turns out to be closed. It knows that by
    an ``OSError``; an ``AttemptSocket`` raises none, so Java hears of the broken attempt and decides.
    """

    def __init__(self, attempts: Attempts) -> None:
        # Permits bound the calls in flight. A second bound here would be a queue that nobody counts or can cancel.
        super().__init__(max_connections=sys.maxsize)
        self._attempts = attempts

    def copy(self) -> _Transport:
        """Returns what lm15 uses after the LM was closed, if a program goes on with it."""
        return _Transport(self._attempts)

    def stream(self, request: transports.TransportRequest) -> transports.TransportResponse:
        try:
            answer = self._attempts.make(request.body, lambda: self._send(request))
        except Fault as fault:
            error = transports.ReadTimeout if fault.kind == "timeout" else transports.TransportError
            raise error(str(fault)) from fault
        require_completion(answer.status, answer.body, answer.headers.get("x-request-id"))
        return answer.response

    def _send(self, request: transports.TransportRequest) -> Answer[transports.TransportResponse]:
        try:
            with super().stream(request) as response:
                body = whole_body(response)
        except transports.ConnectError as error:  # a proxy's
            raise Fault("connection", str(error)) from error
        except transports.TransportError as error:
            raise self._attempts.fault(str(error)) from error
        return Answer(
            response.status,
            {name.lower(): value for name, value in response.headers},
            body,
            transports.TransportResponse(
                status=response.status,
                reason=response.reason,
                headers=response.headers,
                http_version=response.http_version,
                chunks=iter((body,)),
                release=_nothing_to_release,
            ),
        )

    def _open(self, parsed: Any, *, proxy: Any, origin: Any, connect_timeout: float) -> _Connection:
        route = parsed if proxy is None else proxy
        connected = AttemptSocket.connect(route.host, route.port, self._attempts)
        try:
            if parsed.is_tls:
                if proxy is not None:
                    self._connect_tunnel(connected, parsed, proxy, timeout=connect_timeout)
                connected.start_tls(self._tls_half()._ctx, parsed.host)
        except BaseException:
            connected.close()
            raise
        return _Connection(origin, connected)


class _Connection(_sync._SyncConnection):
    """One of the pool's; lm15 takes it for closed where its descriptor is above 1023, and never uses it again."""

    def is_stale(self) -> bool:
        return self.closed or bool(self.sock.readable())


def _nothing_to_release(body_consumed: bool) -> None:
    """The connection went back when the body had come."""
